package io.waybill.eventsourcing.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The outbox table as the publisher of one shard sees it. */
final class Outbox {

    /**
     * First half of the advisory lock's key, so that other users of such locks do not meet ours.
     */
    private static final int LOCK_CLASS = 0x0b0e;

    private final Connection connection;
    private final int shard;

    Outbox(Connection connection, int shard) {
        this.connection = connection;
        this.shard = shard;
    }

    boolean tryLock() throws SQLException {
        return lockCall("SELECT pg_try_advisory_lock(?, ?)");
    }

    void unlock() throws SQLException {
        lockCall("SELECT pg_advisory_unlock(?, ?)");
    }

    private boolean lockCall(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, shard);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    List<OutboxRow> oldest(int limit) throws SQLException {
        String sql =
                """
                SELECT id, stream_id, topic, lane, key, headers, payload FROM outbox
                WHERE shard = ? ORDER BY id LIMIT ?
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, shard);
            statement.setInt(2, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<OutboxRow> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                HeaderLines.parse(row.getString(6)),
                row.getBytes(7));
    }

    void delete(Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        String sql = "DELETE FROM outbox WHERE shard = ? AND id = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array array = connection.createArrayOf("bigint", ids.toArray());
            statement.setInt(1, shard);
            statement.setArray(2, array);
            statement.executeUpdate();
        }
    }
}
