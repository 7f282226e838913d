package io.waybill.delivery.batch.store;

import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on rows and batches. */
final class BatchTable {

    private static final String ALONE = "SELECT pg_advisory_xact_lock(?)";

    /** Names the lock of those who claim; any number that nobody else uses. */
    private static final long CLAIMS = 7_303_014_011L;

    private static final String CLAIM =
            """
            WITH next AS (
                SELECT id, state FROM batch b
                WHERE due_at <= ? AND (claimed_until IS NULL OR claimed_until < now())
                  AND NOT EXISTS (SELECT 1 FROM batch o
                                  WHERE o.destination_id = b.destination_id
                                    AND o.due_at IS NOT NULL AND o.claimed_until >= now())
                ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE batch b
            SET state = 'sending', claim = ?, attempts = attempts + 1,
                claimed_until = now() + ? * interval '1 millisecond'
            FROM next WHERE b.id = next.id
            RETURNING b.*, next.state = 'sending' AS interrupted
            """;

    private BatchTable() {}

    static void make(Connection connection, MadeBatch batch, Collection<UUID> rows)
            throws SQLException {
        String sql =
                """
                INSERT INTO batch (id, account_id, destination_id, number, file_name, rows,
                    made_at, state, due_at, attempts)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'due', ?, 0)
                """;
        update(
                connection,
                sql,
                batch.id(),
                batch.accountId(),
                batch.destinationId(),
                batch.number(),
                batch.fileName(),
                rows.size(),
                time(batch.madeAt()),
                time(batch.madeAt()));
        update(
                connection,
                "UPDATE batch_row SET batch_id = ? WHERE event_id = ANY (?)",
                batch.id(),
                connection.createArrayOf("uuid", rows.toArray()));
    }

    /** One at a time, in all instances: two would not see that they are of one destination. */
    static Optional<MadeBatch> claim(
            Connection connection, UUID claim, Duration length, Instant now) throws SQLException {
        try (PreparedStatement alone = bound(connection, ALONE, CLAIMS)) {
            alone.execute();
        }
        try (PreparedStatement statement =
                        bound(connection, CLAIM, time(now), claim, length.toMillis());
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(MadeBatch.of(rows, claim)) : Optional.empty();
        }
    }

    /** Bytes of the cells of a batch, as far as its rows have no end yet. */
    static long bytes(Connection connection, UUID batch) throws SQLException {
        String sql =
                "SELECT coalesce(sum(octet_length(cells)), 0) FROM batch_row"
                        + " WHERE batch_id = ? AND outcome IS NULL";
        try (PreparedStatement statement = bound(connection, sql, batch);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * The rows of a batch that have no end yet, in the order in which they came.
     *
     * @param cells whether they are needed; empty otherwise
     */
    static List<BatchRow> rows(Connection connection, UUID batch, boolean cells)
            throws SQLException {
        String sql =
                """
                SELECT event_id, account_id, destination_id, lead_id, step_id, queued_at,
                    request_record, counterparty_id, lane, correlation_id, test,
                    CASE WHEN ? THEN cells ELSE '' END AS cells, wrapped_key, master_key_id
                FROM batch_row WHERE batch_id = ? AND outcome IS NULL
                ORDER BY queued_at, event_id
                """;
        try (PreparedStatement statement = bound(connection, sql, cells, batch);
                ResultSet rows = statement.executeQuery()) {
            List<BatchRow> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row(rows));
            }
            return all;
        }
    }

    private static BatchRow row(ResultSet row) throws SQLException {
        EventMeta meta =
                EventMeta.newBuilder()
                        .setRecordId(row.getObject("request_record", UUID.class))
                        .setStreamId(row.getObject("event_id", UUID.class))
                        .setSequence(0)
                        .setOccurredAt(instant(row, row.findColumn("queued_at")))
                        .setAccountId(row.getObject("account_id", UUID.class))
                        .setCounterpartyId(row.getObject("counterparty_id", UUID.class))
                        .setLane(row.getString("lane"))
                        .setCorrelationId(row.getObject("correlation_id", UUID.class))
                        .setTest(row.getBoolean("test"))
                        .build();
        return new BatchRow(
                meta,
                row.getObject("destination_id", UUID.class),
                row.getObject("lead_id", UUID.class),
                row.getString("step_id"),
                new WrappedKey(
                        ByteBuffer.wrap(row.getBytes("wrapped_key")),
                        row.getString("master_key_id")),
                ByteBuffer.wrap(row.getBytes("cells")));
    }

    /** Returns false where it is another process's by now. */
    static boolean again(Connection connection, MadeBatch batch, Instant due, String reason)
            throws SQLException {
        String sql =
                """
                UPDATE batch SET state = 'due', due_at = ?, claim = NULL, claimed_until = NULL,
                    reason = ?
                WHERE id = ? AND claim = ?
                """;
        return update(connection, sql, time(due), reason, batch.id(), batch.claim()) == 1;
    }

    /** Puts it back as if it had not been claimed; returns false where it is another process's. */
    static boolean putBack(Connection connection, MadeBatch batch, Instant due)
            throws SQLException {
        String sql =
                """
                UPDATE batch SET state = ?, due_at = ?, claim = NULL, claimed_until = NULL,
                    attempts = attempts - 1
                WHERE id = ? AND claim = ?
                """;
        // One that may have gone out before is still one that may.
        String state = batch.interrupted() ? "sending" : "due";
        return update(connection, sql, state, time(due), batch.id(), batch.claim()) == 1;
    }

    static boolean conclude(
            Connection connection,
            MadeBatch batch,
            String state,
            Instant now,
            @Nullable String reason)
            throws SQLException {
        String sql =
                """
                UPDATE batch SET state = ?, due_at = NULL, claim = NULL, claimed_until = NULL,
                    ended_at = ?, reason = ?
                WHERE id = ? AND claim = ?
                """;
        return update(connection, sql, state, time(now), reason, batch.id(), batch.claim()) == 1;
    }

    static int update(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = bound(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    static PreparedStatement bound(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
