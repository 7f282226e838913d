package io.waybill.eventsourcing.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The outbox table as the publisher of one shard sees it. */
final class Outbox {

    /**
     * First half of the advisory lock's key, so that other users of such locks do not meet ours.
     */
    private static final int LOCK_CLASS = 0x0b0e;

    private static final String OLDEST =
            """
            SELECT id, stream_id, topic, lane, key, headers, payload
            FROM (SELECT o.*, sum(octet_length(o.payload)) OVER (ORDER BY o.id)
                              - octet_length(o.payload) AS ahead
                  FROM (SELECT * FROM outbox r WHERE r.shard = ? %s ORDER BY r.id LIMIT ?) o) o
            WHERE ahead < ? ORDER BY id
            """;

    private static final String NOT_OF_STREAMS = "AND r.stream_id <> ALL (?) ";

    private static final String NOT_OF_TOPICS =
            """
            AND r.topic <> ALL (?)
            AND NOT EXISTS (SELECT 1 FROM outbox b
                            WHERE b.shard = r.shard AND b.stream_id = r.stream_id
                              AND b.id < r.id AND b.topic = ANY (?))
            """;

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

    /**
     * The oldest rows in the order of their ids, but for those of streams and topics that are
     * passed over, and those that stand behind one of such a topic in their stream. Always from the
     * first row on: were it remembered how far the last look came, a row that was committed late
     * would be overtaken.
     *
     * @param bytes no row is added to so many, or more
     */
    List<OutboxRow> oldest(int limit, long bytes, Stuck.PassedOver passedOver) throws SQLException {
        Set<UUID> streams = passedOver.streams();
        Set<String> topics = passedOver.topics();
        String condition =
                (streams.isEmpty() ? "" : NOT_OF_STREAMS) + (topics.isEmpty() ? "" : NOT_OF_TOPICS);
        try (PreparedStatement statement =
                connection.prepareStatement(OLDEST.formatted(condition))) {
            int n = 1;
            statement.setInt(n++, shard);
            if (!streams.isEmpty()) {
                statement.setArray(n++, connection.createArrayOf("uuid", streams.toArray()));
            }
            if (!topics.isEmpty()) {
                Array names = connection.createArrayOf("text", topics.toArray());
                statement.setArray(n++, names);
                statement.setArray(n++, names);
            }
            statement.setInt(n++, limit);
            statement.setLong(n, bytes);
            return rows(statement);
        }
    }

    private static List<OutboxRow> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<OutboxRow> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row(rows));
            }
            return found;
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
