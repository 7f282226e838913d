package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryFilter;
import io.waybill.delivery.settling.store.Redeliveries.Wish;
import io.waybill.delivery.settling.store.Redelivery.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on wishes to have many deliveries sent again. */
final class RedeliveryTable {

    private static final String INSERT =
            """
            INSERT INTO redelivery (id, account_id, asked_by, idempotency_key, filter, asked_at,
                most)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, idempotency_key) DO NOTHING
            """;

    private static final String SELECT =
            """
            SELECT id, account_id, asked_by, filter, asked_at, most, looked_at, planned, last_at,
                last_id, done_at, has_more
            FROM redelivery
            """;

    private static final String ADVANCE =
            """
            UPDATE redelivery SET looked_at = ?, planned = ?, refused = ?, last_at = ?,
                last_id = ?, done_at = ?, has_more = ?
            WHERE id = ?
            """;

    // What the buyer has is never sent again, and what is under way goes its own way.
    private static final String NEXT =
            """
            SELECT event_id, accepted_at FROM delivery
            WHERE account_id = ? AND accepted_at <= ? AND (accepted_at, event_id) > (?, ?)
              AND state IN ('settled', 'later') AND outcome <> 'success'
              AND superseded_by IS NULL
            """;

    private RedeliveryTable() {}

    /** Returns false where its key was used before. */
    static boolean insert(Connection connection, Wish wish, UUID id, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Columns columns = new Columns(insert);
            columns.id(id);
            columns.id(wish.account());
            columns.text(wish.by());
            columns.text(wish.key());
            columns.text(FilterText.write(wish.filter()));
            columns.time(now.truncatedTo(ChronoUnit.MICROS));
            columns.integer(wish.most());
            return insert.executeUpdate() == 1;
        }
    }

    /** The one with the wish's key; without a key the one of now. */
    static Redelivery newest(Connection connection, Wish wish, Instant now) throws SQLException {
        String key = wish.key();
        String which =
                key == null
                        ? "WHERE account_id = ? AND idempotency_key IS NULL AND asked_at = ?"
                                + " ORDER BY id DESC LIMIT 1"
                        : "WHERE account_id = ? AND idempotency_key = ?";
        try (PreparedStatement select = connection.prepareStatement(SELECT + which)) {
            Columns columns = new Columns(select);
            columns.id(wish.account());
            if (key == null) {
                columns.time(now.truncatedTo(ChronoUnit.MICROS));
            } else {
                columns.text(key);
            }
            return one(select).orElseThrow();
        }
    }

    static Optional<Redelivery> find(Connection connection, UUID account, UUID id)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + "WHERE account_id = ? AND id = ?")) {
            select.setObject(1, account);
            select.setObject(2, id);
            return one(select);
        }
    }

    /**
     * One that is not worked off, locked; those that another instance works on are left out. The
     * one that has had least comes first: a large wish must not keep all others waiting.
     */
    static Optional<Redelivery> open(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT
                                + "WHERE done_at IS NULL ORDER BY looked_at, asked_at LIMIT 1"
                                + " FOR UPDATE SKIP LOCKED")) {
            return one(select);
        }
    }

    /** The deliveries that come next, in the order of their acceptance. */
    static PreparedStatement next(Connection connection, Redelivery wish, int limit)
            throws SQLException {
        DeliveryFilter filter = wish.filter();
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        add(conditions, values, "lead_id = ?", filter.leadId());
        add(conditions, values, "step_id = ?", filter.stepId());
        add(conditions, values, "state = ?", filter.state());
        add(conditions, values, "outcome = ?", filter.outcome());
        add(conditions, values, "certain = ?", filter.certain());
        add(conditions, values, "accepted_at >= ?", filter.from().map(RedeliveryTable::time));
        add(conditions, values, "accepted_at < ?", filter.to().map(RedeliveryTable::time));
        filter.destination()
                .ifPresent(text -> {
                    Optional<UUID> id = DeliveryConditions.id(text);
                    if (id.isPresent()) {
                        add(conditions, values, "destination_id = ?", id);
                    } else {
                        add(conditions, values, "address = ?", filter.destination());
                    }
                });
        StringBuilder sql = new StringBuilder(NEXT);
        conditions.forEach(condition -> sql.append(" AND ").append(condition));
        sql.append(" ORDER BY accepted_at, event_id LIMIT ?");
        PreparedStatement select = connection.prepareStatement(sql.toString());
        select.setObject(1, wish.account());
        select.setObject(2, time(wish.askedAt()));
        select.setObject(3, time(wish.last().at()));
        select.setObject(4, wish.last().eventId());
        int index = 5;
        for (Object value : values) {
            select.setObject(index++, value);
        }
        select.setInt(index, limit);
        return select;
    }

    private static void add(
            List<String> conditions, List<Object> values, String condition, Optional<?> value) {
        value.ifPresent(given -> {
            conditions.add(condition);
            values.add(given);
        });
    }

    static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                row.getObject("event_id", UUID.class));
    }

    static void advance(
            Connection connection, Redelivery wish, @Nullable Instant doneAt, boolean more)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            Columns columns = new Columns(update);
            columns.integer(wish.lookedAt());
            columns.integer(wish.planned());
            columns.integer(wish.lookedAt() - wish.planned());
            columns.time(wish.last().at());
            columns.id(wish.last().eventId());
            columns.time(doneAt);
            columns.flag(more);
            columns.id(wish.id());
            update.executeUpdate();
        }
    }

    private static Optional<Redelivery> one(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(redelivery(row)) : Optional.empty();
        }
    }

    private static Redelivery redelivery(ResultSet row) throws SQLException {
        OffsetDateTime lastAt = row.getObject("last_at", OffsetDateTime.class);
        OffsetDateTime doneAt = row.getObject("done_at", OffsetDateTime.class);
        return new Redelivery(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("asked_by"),
                FilterText.read(row.getString("filter")),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getInt("most"),
                row.getInt("looked_at"),
                row.getInt("planned"),
                lastAt == null
                        ? Place.BEGIN
                        : new Place(lastAt.toInstant(), row.getObject("last_id", UUID.class)),
                doneAt == null ? null : doneAt.toInstant(),
                row.getBoolean("has_more"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
