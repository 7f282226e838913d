package io.waybill.delivery.settling.store;

import io.waybill.eventsourcing.store.JdbcEvents;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.tracing.Correlation;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on deliveries and attempts. Many rows go in one round trip. */
final class DeliveryTable {

    private static final String INSERT =
            """
            INSERT INTO delivery (event_id, account_id, lead_id, first_lead_id, step_id, flow_id,
                destination_id, address, sale_price, currency, test, accepted_at, settle_by,
                request, cause_partition, cause_offset, wrapped_key, master_key_id,
                owner, sequence, state, attempts, doubtful, due_at, outcome, certain, round_before,
                round_until, settled_at, known_at, said_by, said_field, price, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO NOTHING
            """;

    // What is said replaces all that was said before, but for the time of the settling.
    private static final String UPDATE =
            """
            UPDATE delivery d
            SET owner = n.owner, sequence = n.sequence, state = n.state, attempts = n.attempts,
                doubtful = n.doubtful, due_at = n.due_at, outcome = n.outcome,
                certain = n.certain, round_before = n.round_before, round_until = n.round_until,
                settled_at = COALESCE(d.settled_at, n.said_at),
                known_at = COALESCE(n.known_at, d.known_at),
                said_by = COALESCE(n.said_by, d.said_by),
                said_field = COALESCE(n.said_field, d.said_field),
                price = CASE WHEN n.said_by IS NULL THEN d.price ELSE n.price END,
                reason = CASE WHEN n.said_by IS NULL THEN d.reason ELSE n.reason END,
                request = CASE WHEN ? THEN NULL ELSE d.request END
            FROM (VALUES (?::uuid, ?::bigint, ?::text, ?::integer, ?::boolean, ?::timestamptz,
                    ?::text, ?::boolean, ?::integer, ?::timestamptz, ?::timestamptz,
                    ?::timestamptz, ?::uuid, ?::text, ?::numeric, ?::bytea))
                AS n (owner, sequence, state, attempts, doubtful, due_at, outcome, certain,
                    round_before, round_until, said_at, known_at, said_by, said_field, price,
                    reason)
            WHERE d.event_id = ? AND d.owner IS NOT DISTINCT FROM ? AND d.sequence = ?
            """;

    private static final String INSERT_ATTEMPT =
            """
            INSERT INTO attempt (event_id, number, record_id, ended_at, outcome, status,
                latency_micros, request, reply, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private DeliveryTable() {}

    /** Which of the rows were new; the others were there before. */
    static boolean[] insert(Connection connection, List<NewRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (NewRow row : rows) {
                row.bind(new Columns(statement));
                statement.addBatch();
            }
            return changed(statement.executeBatch());
        }
    }

    /**
     * Which of the rows were changed; the others are not this process's any more, or were changed
     * by a try whose commit was not confirmed.
     */
    static boolean[] update(Connection connection, @Nullable UUID owner, List<Change> changes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            for (Change change : changes) {
                Columns columns = new Columns(statement);
                columns.flag(change.row().taken());
                change.row().bind(columns, owner);
                change.row().bindSaid(columns);
                columns.id(change.consignment().eventId());
                columns.id(owner);
                columns.number(change.consignment().sequence());
                statement.addBatch();
            }
            return changed(statement.executeBatch());
        }
    }

    static void insertAttempts(Connection connection, List<AttemptRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ATTEMPT)) {
            for (AttemptRow row : rows) {
                row.bind(new Columns(statement));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Puts records into the outbox, each with the trace of the call that it belongs to. */
    static void enqueue(Connection connection, List<OutboundRecord> records) throws SQLException {
        JdbcEvents.enqueue(connection, records, Correlation::headers);
    }

    /** The requests of these deliveries, as long as they are open. */
    static Map<UUID, byte[]> requests(Connection connection, Collection<UUID> eventIds)
            throws SQLException {
        Map<UUID, byte[]> requests = new HashMap<>();
        String sql =
                "SELECT event_id, request FROM delivery"
                        + " WHERE event_id = ANY (?) AND request IS NOT NULL";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, uuids(connection, eventIds));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    requests.put(rows.getObject(1, UUID.class), rows.getBytes(2));
                }
            }
        }
        return requests;
    }

    /** The sequence of those deliveries that are this process's. */
    static Map<UUID, Long> owned(Connection connection, UUID owner, Collection<UUID> eventIds)
            throws SQLException {
        return sequences(connection, "owner = ?", owner, eventIds);
    }

    /** The sequence of those deliveries that are this process's, or that it may have settled. */
    static Map<UUID, Long> ownedOrSettled(
            Connection connection, UUID owner, Collection<UUID> eventIds) throws SQLException {
        return sequences(connection, "(owner = ? OR owner IS NULL)", owner, eventIds);
    }

    private static Map<UUID, Long> sequences(
            Connection connection, String condition, UUID owner, Collection<UUID> eventIds)
            throws SQLException {
        Map<UUID, Long> sequences = new HashMap<>();
        String sql =
                "SELECT event_id, sequence FROM delivery"
                        + " WHERE event_id = ANY (?) AND "
                        + condition;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, uuids(connection, eventIds));
            statement.setObject(2, owner);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sequences.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return sequences;
    }

    private static Array uuids(Connection connection, Collection<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private static boolean[] changed(int[] counts) {
        boolean[] changed = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            changed[i] = counts[i] == 1;
        }
        return changed;
    }
}
