package io.waybill.eventsourcing.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import javax.sql.DataSource;

/**
 * Rows and offset in one transaction: whatever dies, a batch has its effect once. The offset row is
 * moved first, so that of two owners of a partition the second waits and is then displaced before
 * it has written anything.
 */
public final class ExactlyOnceProjection {

    private final DataSource dataSource;
    private final String name;
    private final SeenStreams seen;

    /** Writes a batch's rows; it neither commits nor rolls back. */
    public interface Writer {

        /**
         * @param events readable events of the batch, in order, without repeats
         */
        void write(Connection connection, List<PositionedEvent> events) throws SQLException;

        /**
         * Told of an event whose rows cannot be written, before the offset is committed that goes
         * past it; it may be told again after a failure. A replay, which leaves out what the live
         * projection has set aside, need do nothing.
         */
        default void leftOut(PositionedEvent event, Exception refusal) {}
    }

    public ExactlyOnceProjection(DataSource dataSource, String name) {
        this.dataSource = dataSource;
        this.name = name;
        this.seen = new SeenStreams(name);
    }

    /** The offset at which to go on; 0 at the beginning. */
    public long next(String topic, int partition) throws SQLException {
        String sql =
                "SELECT next_offset FROM projection_offset"
                        + " WHERE projection = ? AND topic = ? AND partition = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, topic);
            statement.setInt(3, partition);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /**
     * Applies a batch of one partition and moves its offset behind the last record. An event whose
     * rows the database refuses for what they hold, or that the writer fails at, is left out: the
     * others must not wait for it for ever.
     *
     * @param expectedNext what {@link #next} or the previous call said
     * @param batch records in order of offset; unreadable ones only move the offset
     * @return the offset at which to go on
     * @throws Displaced when the offset is not the expected one; nothing is written
     */
    public long apply(
            String topic,
            int partition,
            long expectedNext,
            List<PositionedEvent> batch,
            Writer writer)
            throws SQLException {
        if (batch.isEmpty()) {
            return expectedNext;
        }
        long next = batch.getLast().offset() + 1;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                move(connection, topic, partition, expectedNext, next);
                List<PositionedEvent> fresh = seen.fresh(connection, batch);
                if (!fresh.isEmpty()) {
                    write(connection, fresh, writer);
                }
                connection.commit();
                return next;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static void write(Connection connection, List<PositionedEvent> events, Writer writer)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            writer.write(connection, events);
        } catch (SQLException | RuntimeException refusal) {
            if (!isOfTheData(refusal)) {
                throw refusal;
            }
            connection.rollback(before);
            if (events.size() == 1) {
                writer.leftOut(events.getFirst(), refusal);
                return;
            }
            int half = events.size() / 2;
            write(connection, events.subList(0, half), writer);
            write(connection, events.subList(half, events.size()), writer);
        }
    }

    /** Whether trying again would fail again; of SQL's classes: data exception, limit exceeded. */
    private static boolean isOfTheData(Exception refusal) {
        if (!(refusal instanceof SQLException sql)) {
            return true;
        }
        String state = sql.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("54"));
    }

    /** The first batch of a partition makes its row; only one owner can. */
    private void move(
            Connection connection, String topic, int partition, long expectedNext, long next)
            throws SQLException {
        String sql =
                """
                INSERT INTO projection_offset AS o (projection, topic, partition, next_offset)
                SELECT ?, ?, ?, ?
                WHERE ? = 0 OR EXISTS (SELECT 1 FROM projection_offset
                                       WHERE projection = ? AND topic = ? AND partition = ?)
                ON CONFLICT (projection, topic, partition)
                DO UPDATE SET next_offset = EXCLUDED.next_offset WHERE o.next_offset = ?
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.setString(2, topic);
            statement.setInt(3, partition);
            statement.setLong(4, next);
            statement.setLong(5, expectedNext);
            statement.setString(6, name);
            statement.setString(7, topic);
            statement.setInt(8, partition);
            statement.setLong(9, expectedNext);
            if (statement.executeUpdate() != 1) {
                throw new Displaced(name, topic, partition, expectedNext);
            }
        }
    }

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
