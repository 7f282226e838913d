package io.waybill.delivery.batch.store;

import io.waybill.meta.v1.EventMeta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The statements on rows that wait for a batch. */
final class QueueTable {

    /** Rows whose delivery has settled: until then nobody but its owner may write of it. */
    private static final String WAITING =
            """
            FROM batch_row r LEFT JOIN delivery d ON d.event_id = r.event_id
            WHERE r.batch_id IS NULL AND (d.event_id IS NULL OR d.owner IS NULL)
            """;

    /** One look into the index for each destination, however many rows wait for it. */
    private static final String FIRST =
            """
            WITH RECURSIVE lane AS (
                (SELECT destination_id, account_id, queued_at FROM batch_row
                 WHERE batch_id IS NULL
                 ORDER BY destination_id, queued_at, event_id LIMIT 1)
                UNION ALL
                SELECT n.destination_id, n.account_id, n.queued_at
                FROM lane CROSS JOIN LATERAL (
                    SELECT destination_id, account_id, queued_at FROM batch_row
                    WHERE batch_id IS NULL AND destination_id > lane.destination_id
                    ORDER BY destination_id, queued_at, event_id LIMIT 1) n)
            SELECT account_id, destination_id, queued_at FROM lane
            """;

    private QueueTable() {}

    /** Where rows wait, and since when. */
    record Waiting(UUID accountId, UUID destinationId, Instant first) {}

    static int queue(Connection connection, BatchRow row, Instant now) throws SQLException {
        String sql =
                """
                INSERT INTO batch_row (event_id, account_id, destination_id, lead_id, step_id,
                    queued_at, request_record, counterparty_id, lane, correlation_id, test,
                    cells, wrapped_key, master_key_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (event_id) DO NOTHING
                """;
        EventMeta meta = row.meta();
        return BatchTable.update(
                connection,
                sql,
                row.eventId(),
                meta.getAccountId(),
                row.destinationId(),
                row.leadId(),
                row.stepId(),
                BatchTable.time(now),
                meta.getRecordId(),
                meta.getCounterpartyId(),
                meta.getLane(),
                meta.getCorrelationId(),
                meta.getTest(),
                BatchTable.bytes(row.cells()),
                BatchTable.bytes(row.key().bytes()),
                row.key().masterKeyId());
    }

    static List<Waiting> waiting(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIRST);
                ResultSet rows = statement.executeQuery()) {
            List<Waiting> waiting = new ArrayList<>();
            while (rows.next()) {
                waiting.add(
                        new Waiting(
                                rows.getObject(1, UUID.class),
                                rows.getObject(2, UUID.class),
                                BatchTable.instant(rows, 3)));
            }
            return waiting;
        }
    }

    /** How many rows wait for a destination, counted up to {@code most}. */
    static long count(Connection connection, UUID destination, int most) throws SQLException {
        String sql =
                """
                SELECT count(*) FROM (
                    SELECT 1 FROM batch_row WHERE batch_id IS NULL AND destination_id = ?
                    LIMIT ?) AS counted
                """;
        try (PreparedStatement statement = BatchTable.bound(connection, sql, destination, most);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The number of the next batch. Whoever asks at the same time waits for this transaction. */
    static long nextNumber(Connection connection, UUID destination) throws SQLException {
        String sql =
                """
                INSERT INTO batch_count (destination_id, made) VALUES (?, 1)
                ON CONFLICT (destination_id) DO UPDATE SET made = batch_count.made + 1
                RETURNING made
                """;
        try (PreparedStatement statement = BatchTable.bound(connection, sql, destination);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The oldest rows that wait, with when they came. */
    static List<Queued> queued(Connection connection, UUID destination, int most)
            throws SQLException {
        String sql =
                "SELECT r.event_id, r.queued_at, octet_length(r.cells) "
                        + WAITING
                        + " AND r.destination_id = ? ORDER BY r.queued_at, r.event_id LIMIT ?"
                        + " FOR UPDATE OF r";
        try (PreparedStatement statement = BatchTable.bound(connection, sql, destination, most);
                ResultSet rows = statement.executeQuery()) {
            List<Queued> queued = new ArrayList<>();
            while (rows.next()) {
                queued.add(
                        new Queued(
                                rows.getObject(1, UUID.class),
                                BatchTable.instant(rows, 2),
                                rows.getInt(3)));
            }
            return queued;
        }
    }

    /**
     * @param bytes of its cells
     */
    record Queued(UUID eventId, Instant at, int bytes) {

        /** The first of them that are no more than that together; one at least. */
        static List<Queued> within(List<Queued> rows, long most) {
            long bytes = 0;
            int count = 0;
            while (count < rows.size() && (count == 0 || bytes + rows.get(count).bytes <= most)) {
                bytes += rows.get(count).bytes;
                count++;
            }
            return rows.subList(0, count);
        }
    }
}
