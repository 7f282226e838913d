package io.waybill.delivery.batch.store;

import io.waybill.delivery.batch.BatchView;
import io.waybill.delivery.batch.BatchView.Overview;
import io.waybill.delivery.batch.BatchView.Row;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.SealedText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads batches for the account that they belong to. Blocks. */
@Singleton
public final class BatchReader {

    private static final String BATCH =
            """
            SELECT b.*, (SELECT count(*) FROM batch_row r
                         WHERE r.batch_id = b.id AND r.outcome = 'success') AS taken
            FROM batch b WHERE b.account_id = ? AND b.destination_id = ?
            """;

    private static final String REOPEN =
            """
            UPDATE batch_row SET outcome = NULL, certain = NULL, reason = NULL, ended_at = NULL
            WHERE batch_id = ? AND account_id = ? AND (? OR outcome <> 'success')
            """;

    private static final String RELEASE =
            """
            UPDATE batch_row SET outcome = NULL, certain = NULL, reason = NULL, ended_at = NULL,
                batch_id = NULL, queued_at = ?
            WHERE batch_id = ? AND account_id = ? AND outcome <> 'success'
            """;

    // Each is a condition that has an index, with one parameter.
    private static final String PENDING = "batch_id IS NULL AND ?::uuid IS NULL";
    private static final String OF_BATCH = "batch_id = ?";

    private final Database database;
    private final MasterKeys masterKeys;

    @Inject
    BatchReader(Database database, MasterKeys masterKeys) {
        this.database = database;
        this.masterKeys = masterKeys;
    }

    /**
     * @param before shows batches of lower numbers only
     */
    public Overview of(UUID account, UUID destination, long before, int limit) throws SQLException {
        return database.once(connection -> {
            List<BatchView> items =
                    batches(
                            connection,
                            account,
                            BATCH + " AND b.number < ? ORDER BY b.number DESC LIMIT ?",
                            account,
                            destination,
                            before,
                            limit);
            String sql =
                    "SELECT count(*), min(queued_at) FROM batch_row"
                            + " WHERE account_id = ? AND destination_id = ?"
                            + " AND batch_id IS NULL";
            try (PreparedStatement statement =
                            BatchTable.bound(connection, sql, account, destination);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Overview(rows.getLong(1), time(rows, "min"), items);
            }
        });
    }

    public Optional<BatchView> one(UUID account, UUID destination, UUID batch) throws SQLException {
        return database.once(connection ->
                batches(connection, account, BATCH + " AND b.id = ?", account, destination, batch)
                        .stream()
                        .findFirst());
    }

    /**
     * @param batch null for those that wait
     * @param after the row after which to go on; null at the start
     */
    public List<Row> rows(
            UUID account, UUID destination, @Nullable UUID batch, @Nullable UUID after, int limit)
            throws SQLException {
        String sql =
                """
                SELECT * FROM batch_row
                WHERE account_id = ? AND destination_id = ?
                  AND %s AND (?::uuid IS NULL OR event_id > ?::uuid)
                ORDER BY event_id LIMIT ?
                """
                        .formatted(batch == null ? PENDING : OF_BATCH);
        return database.once(connection -> {
            try (PreparedStatement statement =
                            BatchTable.bound(
                                    connection,
                                    sql,
                                    account,
                                    destination,
                                    batch,
                                    after,
                                    after,
                                    limit);
                    ResultSet found = statement.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(row(found));
                }
                return rows;
            }
        });
    }

    /** The lead of a delivery as it went out, or waits, with a batch; empty where it does not. */
    public Optional<Row> ofDelivery(UUID account, UUID eventId) throws SQLException {
        String sql = "SELECT * FROM batch_row WHERE account_id = ? AND event_id = ?";
        return database.once(connection -> {
            try (PreparedStatement statement = BatchTable.bound(connection, sql, account, eventId);
                    ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(row(found)) : Optional.empty();
            }
        });
    }

    /**
     * Sends what did not go, or all of it, again: rows that the receiver did not take wait for the
     * next batch; a whole batch goes out as itself, under its own name and key.
     *
     * @param all also of a batch that was sent
     * @return false where the batch has no end yet
     */
    public boolean resend(UUID account, UUID destination, UUID batch, boolean all, Instant now)
            throws SQLException {
        return database.once(connection -> {
            String open =
                    """
                    UPDATE batch SET state = 'due', due_at = ?, ended_at = NULL, attempts = 0,
                        reason = NULL
                    WHERE id = ? AND account_id = ? AND destination_id = ?
                      AND due_at IS NULL AND (? OR state <> 'sent')
                    """;
            boolean whole =
                    BatchTable.update(
                                    connection,
                                    open,
                                    BatchTable.time(now),
                                    batch,
                                    account,
                                    destination,
                                    all)
                            == 1;
            if (whole) {
                return BatchTable.update(connection, REOPEN, batch, account, all) >= 0;
            }
            return isEnded(connection, account, batch)
                    && BatchTable.update(connection, RELEASE, BatchTable.time(now), batch, account)
                            >= 0;
        });
    }

    private static boolean isEnded(Connection connection, UUID account, UUID batch)
            throws SQLException {
        String sql =
                "SELECT 1 FROM batch WHERE id = ? AND account_id = ? AND due_at IS NULL FOR UPDATE";
        try (PreparedStatement statement = BatchTable.bound(connection, sql, batch, account);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    private List<BatchView> batches(
            Connection connection, UUID account, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = BatchTable.bound(connection, sql, values);
                ResultSet found = statement.executeQuery()) {
            List<BatchView> batches = new ArrayList<>();
            while (found.next()) {
                batches.add(
                        new BatchView(
                                found.getObject("id", UUID.class),
                                found.getLong("number"),
                                found.getString("file_name"),
                                found.getString("state"),
                                found.getInt("rows"),
                                found.getInt("taken"),
                                found.getInt("attempts"),
                                found.getObject("made_at", OffsetDateTime.class).toInstant(),
                                time(found, "due_at"),
                                time(found, "ended_at"),
                                opened(account, found.getString("reason"))));
            }
            return batches;
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("event_id", UUID.class),
                row.getObject("lead_id", UUID.class),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                row.getString("outcome"),
                row.getObject("certain", Boolean.class),
                time(row, "ended_at"));
    }

    private @Nullable String opened(UUID account, @Nullable String reason) {
        try {
            return reason == null || !SealedText.isSealed(reason)
                    ? null
                    : SealedText.open(masterKeys, account.toString(), reason);
        } catch (SealBroken unreadable) {
            return null;
        }
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
