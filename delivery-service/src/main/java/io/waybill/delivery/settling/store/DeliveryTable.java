package io.waybill.delivery.settling.store;

import io.waybill.eventsourcing.store.EventSql;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.tracing.Correlation;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statements on deliveries and attempts. Many rows go in one round trip. */
final class DeliveryTable {

    private static final String INSERT =
            """
            INSERT INTO delivery (event_id, account_id, lead_id, step_id, accepted_at, settle_by,
                request, cause_partition, cause_offset, wrapped_key, master_key_id,
                owner, sequence, state, attempts, doubtful, due_at,
                outcome, certain, settled_at, settled_record, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO NOTHING
            """;

    private static final String UPDATE =
            """
            UPDATE delivery
            SET owner = ?, sequence = ?, state = ?, attempts = ?, doubtful = ?, due_at = ?,
                outcome = ?, certain = ?, settled_at = ?, settled_record = ?, reason = ?,
                request = CASE WHEN ? THEN NULL ELSE request END
            WHERE event_id = ? AND owner = ? AND sequence = ?
            """;

    private static final String INSERT_ATTEMPT =
            """
            INSERT INTO attempt (event_id, number, record_id, ended_at, outcome, status,
                latency_micros, request, reply, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

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
            RETURNING request, cause_partition, cause_offset, settle_by, sequence, state,
                attempts, doubtful, due_at
            """;

    /** Of this process, and long past their time: whatever went wrong, they have to conclude. */
    private static final String STRAYS =
            """
            SELECT request, cause_partition, cause_offset, settle_by, sequence, state, attempts,
                doubtful, due_at
            FROM delivery
            WHERE owner = ? AND settle_by < now() - interval '15 seconds'
            ORDER BY settle_by
            LIMIT ?
            """;

    private static final String UNREADABLE =
            """
            SELECT event_id, account_id, lead_id, step_id, accepted_at, settle_by, cause_partition,
                cause_offset, wrapped_key, master_key_id, sequence, state, attempts, doubtful
            FROM delivery
            WHERE owner = ? AND request = ANY (?)
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
    static boolean[] update(Connection connection, UUID owner, List<Change> changes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            for (Change change : changes) {
                Columns columns = new Columns(statement);
                change.row().bind(columns, owner);
                columns.flag(change.row().settled());
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
        try (PreparedStatement statement = connection.prepareStatement(EventSql.ENQUEUE)) {
            for (OutboundRecord record : records) {
                List<Object> parameters =
                        EventSql.outboxParameters(record, Correlation.headers(record.meta()));
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
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

    /** Deliveries of this process that should have settled long ago. */
    static List<ClaimedRow> strays(Connection connection, UUID owner, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STRAYS)) {
            statement.setObject(1, owner);
            statement.setInt(2, limit);
            return claimed(statement);
        }
    }

    private static List<ClaimedRow> claimed(PreparedStatement statement) throws SQLException {
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
                    SELECT event_id FROM delivery d WHERE settled_at < ?
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
