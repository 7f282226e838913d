package io.waybill.delivery.settling.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Leads that are erased: their data key is destroyed, and copies of it stand in the rows of their
 * deliveries. What is still to be sent ends; requests, replies and reasons go, and so do rows that
 * wait for a batch. What happened when stays.
 */
@Singleton
public final class Erasures {

    static final String ERASED = "The lead was erased";

    /** What a process has in hand settles within minutes. */
    private static final Duration SETTLES = Duration.ofSeconds(5);

    /** A request may stand on its topic yet when its lead is erased. */
    private static final Duration COMES_LATER = Duration.ofHours(1);

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private static final String LEARN =
            "INSERT INTO erasure (lead_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String DUE =
            """
            SELECT lead_id, account_id, seen_at FROM erasure WHERE look_at <= ?
            ORDER BY look_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """;
    private static final String DELIVERIES =
            """
            SELECT event_id, state, owner IS NOT NULL AS in_hand FROM delivery
            WHERE account_id = ? AND (lead_id = ? OR COALESCE(first_lead_id, lead_id) = ?)
            ORDER BY event_id FOR UPDATE
            """;
    private static final String EMPTY =
            """
            UPDATE delivery SET request = NULL, wrapped_key = '', reason = NULL
            WHERE event_id = ANY (?) AND owner IS NULL AND state = 'settled'
            """;
    private static final String EMPTY_ATTEMPTS =
            """
            UPDATE attempt SET request = NULL, reply = NULL, reason = NULL
            WHERE event_id = ANY (?)
            """;
    private static final String EMPTY_ROWS =
            """
            UPDATE batch_row SET cells = '', wrapped_key = '', reason = NULL
            WHERE lead_id = ? OR event_id = ANY (?)
            """;
    private static final String AGAIN = "UPDATE erasure SET look_at = ? WHERE lead_id = ?";
    private static final String DONE = "DELETE FROM erasure WHERE lead_id = ?";

    private final Transactions transactions;
    private final Interventions interventions;
    private final InstantSource clock;

    /** A lead whose data key is gone. */
    public record Erased(UUID accountId, UUID leadId) {}

    private record Due(Erased lead, Instant seenAt) {}

    private record Found(UUID eventId, boolean goesOn, boolean inHand) {}

    @Inject
    Erasures(Transactions transactions, Interventions interventions, InstantSource clock) {
        this.transactions = transactions;
        this.interventions = interventions;
        this.clock = clock;
    }

    /**
     * Writes down what is to be erased; twice is once.
     *
     * @throws InterruptedException when the service ends first
     */
    public void learn(Collection<Erased> leads) throws InterruptedException {
        if (leads.isEmpty()) {
            return;
        }
        transactions.persistently((connection, _) -> {
            try (PreparedStatement insert = connection.prepareStatement(LEARN)) {
                for (Erased lead : leads) {
                    insert.setObject(1, lead.leadId());
                    insert.setObject(2, lead.accountId());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        });
    }

    /** Erases one lead that is due; returns false where none is. */
    boolean next() throws SQLException {
        boolean erased = transactions.once((connection, _) -> next(connection));
        if (erased) {
            interventions.wake();
        }
        return erased;
    }

    private boolean next(Connection connection) throws SQLException {
        Instant now = clock.instant();
        Optional<Due> due = due(connection, now);
        if (due.isEmpty()) {
            return false;
        }
        Erased lead = due.get().lead();
        List<Found> found = deliveries(connection, lead);
        for (Found delivery : found) {
            if (delivery.goesOn()) {
                interventions.giveUp(connection, lead.accountId(), delivery.eventId(), ERASED);
            }
        }
        empty(connection, lead.leadId(), found);
        boolean inHand = found.stream().anyMatch(Found::inHand);
        if (inHand || now.isBefore(due.get().seenAt().plus(COMES_LATER))) {
            again(connection, lead.leadId(), now.plus(inHand ? SETTLES : LOOK_AGAIN));
        } else {
            done(connection, lead.leadId());
        }
        return true;
    }

    private static Optional<Due> due(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            new Columns(select).time(now);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Due(
                                        new Erased(
                                                row.getObject("account_id", UUID.class),
                                                row.getObject("lead_id", UUID.class)),
                                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    private static List<Found> deliveries(Connection connection, Erased lead) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DELIVERIES)) {
            select.setObject(1, lead.accountId());
            select.setObject(2, lead.leadId());
            select.setObject(3, lead.leadId());
            try (ResultSet rows = select.executeQuery()) {
                List<Found> found = new ArrayList<>();
                while (rows.next()) {
                    boolean inHand = rows.getBoolean("in_hand");
                    boolean later = RowState.LATER.equals(rows.getString("state"));
                    found.add(
                            new Found(
                                    rows.getObject("event_id", UUID.class),
                                    later && !inHand,
                                    inHand));
                }
                return found;
            }
        }
    }

    private static void empty(Connection connection, UUID lead, List<Found> found)
            throws SQLException {
        Object[] ids =
                found.stream().filter(delivery -> !delivery.inHand()).map(Found::eventId).toArray();
        Array settled = connection.createArrayOf("uuid", ids);
        for (String sql : List.of(EMPTY, EMPTY_ATTEMPTS)) {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setArray(1, settled);
                update.executeUpdate();
            }
        }
        try (PreparedStatement update = connection.prepareStatement(EMPTY_ROWS)) {
            update.setObject(1, lead);
            update.setArray(2, settled);
            update.executeUpdate();
        }
    }

    private static void again(Connection connection, UUID lead, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(AGAIN)) {
            Columns columns = new Columns(update);
            columns.time(at);
            columns.id(lead);
            update.executeUpdate();
        }
    }

    private static void done(Connection connection, UUID lead) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DONE)) {
            delete.setObject(1, lead);
            delete.executeUpdate();
        }
    }
}
