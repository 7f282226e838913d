package io.waybill.delivery.settling.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The statements by which a process takes deliveries in hand, gives them back, and forgets. */
final class Claims {

    /**
     * Of processes that are gone for certain, and of silent ones where the caller may judge that.
     */
    private static final String CLAIM =
            """
            UPDATE delivery SET owner = ?
            WHERE event_id IN (
                SELECT event_id FROM delivery d
                WHERE d.owner IS NOT NULL AND d.owner <> ?
                  AND NOT EXISTS (SELECT 1 FROM instance i
                                  WHERE i.owner = d.owner AND (i.alive_until > now() OR NOT ?))
                LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING\
            """
                    + " "
                    + ClaimedRow.COLUMNS;

    private static final String PUT_BACK =
            """
            UPDATE delivery SET owner = NULL, due_at = ?
            WHERE event_id = ? AND owner = ? AND sequence = ? AND state = 'later'
            """;

    private static final String ONE =
            "SELECT "
                    + ClaimedRow.COLUMNS
                    + " FROM delivery WHERE account_id = ? AND event_id = ? FOR UPDATE";

    /** Of this process, and long past their time: whatever went wrong, they have to conclude. */
    private static final String STRAYS =
            "SELECT "
                    + ClaimedRow.COLUMNS
                    + """
                     FROM delivery
                    WHERE owner = ? AND settle_by < now() - interval '15 seconds'
                    ORDER BY (state = 'sending_later'), settle_by
                    LIMIT ?
                    """;

    private static final String UNREADABLE =
            """
            SELECT event_id, account_id, lead_id, step_id, accepted_at, settle_by, cause_partition,
                cause_offset, wrapped_key, master_key_id, sequence, state, attempts, doubtful,
                due_at, outcome, certain, round_before, round_until
            FROM delivery
            WHERE owner = ? AND request = ANY (?)
            """;

    private Claims() {}

    /**
     * Takes over deliveries whose process is gone.
     *
     * @param silentToo also of processes that are registered but have not renewed their lease
     */
    static List<ClaimedRow> claim(Connection connection, UUID owner, boolean silentToo, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, owner);
            statement.setObject(2, owner);
            statement.setBoolean(3, silentToo);
            statement.setInt(4, limit);
            return claimed(statement);
        }
    }

    /** Puts deliveries back that cannot be sent now, each until its time; those that are ours. */
    static void putBack(Connection connection, UUID owner, Map<Consignment, Instant> later)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUT_BACK)) {
            for (Map.Entry<Consignment, Instant> entry : later.entrySet()) {
                Columns columns = new Columns(statement);
                columns.time(entry.getValue());
                columns.id(entry.getKey().eventId());
                columns.id(owner);
                columns.number(entry.getKey().sequence());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** One delivery of an account, locked until the transaction ends. */
    static Optional<ClaimedRow> locked(Connection connection, UUID account, UUID eventId)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setObject(1, account);
            statement.setObject(2, eventId);
            return claimed(statement).stream().findFirst();
        }
    }

    /** Whether another run of its lead has delivered it, or is about to, at the same step. */
    static boolean isDeliveredByAnotherRun(Connection connection, UUID eventId)
            throws SQLException {
        String sql =
                """
                SELECT EXISTS (
                    SELECT 1 FROM delivery d JOIN delivery o
                        ON o.account_id = d.account_id AND o.step_id = d.step_id
                       AND COALESCE(o.first_lead_id, o.lead_id)
                           = COALESCE(d.first_lead_id, d.lead_id)
                    WHERE d.event_id = ? AND o.event_id <> d.event_id
                      AND (o.outcome = 'success' OR o.owner IS NOT NULL OR o.state = 'later'))
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, eventId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Deliveries of this process that should have settled long ago. */
    static List<ClaimedRow> strays(Connection connection, UUID owner, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STRAYS)) {
            statement.setObject(1, owner);
            statement.setInt(2, limit);
            return claimed(statement);
        }
    }

    static List<ClaimedRow> claimed(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<ClaimedRow> claimed = new ArrayList<>();
            while (rows.next()) {
                claimed.add(ClaimedRow.of(rows));
            }
            return claimed;
        }
    }

    /** This process's deliveries that have these requests, which it cannot read. */
    static List<UnreadableRow> unreadable(
            Connection connection, UUID owner, Collection<byte[]> requests) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNREADABLE)) {
            statement.setObject(1, owner);
            statement.setArray(
                    2, connection.createArrayOf("bytea", requests.toArray(byte[][]::new)));
            try (ResultSet rows = statement.executeQuery()) {
                List<UnreadableRow> unreadable = new ArrayList<>();
                while (rows.next()) {
                    unreadable.add(UnreadableRow.of(rows));
                }
                return unreadable;
            }
        }
    }

    /** Forgets deliveries that settled before the limit, some at a time. */
    static int forget(Connection connection, Instant before, int most) throws SQLException {
        String sql =
                """
                DELETE FROM delivery WHERE event_id IN (
                    SELECT event_id FROM delivery d
                    WHERE settled_at < ? AND owner IS NULL AND due_at IS NULL
                      AND NOT EXISTS (SELECT 1 FROM batch_row r
                                      WHERE r.event_id = d.event_id AND r.outcome IS NULL)
                    ORDER BY settled_at LIMIT ? FOR UPDATE SKIP LOCKED)
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Columns columns = new Columns(statement);
            columns.time(before);
            columns.integer(most);
            return statement.executeUpdate();
        }
    }
}
