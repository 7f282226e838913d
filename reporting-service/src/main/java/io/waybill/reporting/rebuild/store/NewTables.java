package io.waybill.reporting.rebuild.store;

import io.waybill.reporting.projection.store.LiveTables;
import io.waybill.reporting.projection.store.ViewWriter;
import io.waybill.reporting.store.SchemaSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** The tables that one rebuild fills, in a schema of their own. */
public final class NewTables {

    private static final String OFFSETS =
            "select topic, partition, next_offset from live.projection_offset"
                    + " where projection = ?";

    private final DataSource pool;
    private final LiveTables tables;
    private final long number;

    /** Brings the new tables exactly to these offsets. */
    public interface CatchUp {
        void to(Map<TopicPartition, Long> offsets) throws SQLException, InterruptedException;
    }

    /** What is written in the transaction of the swap. */
    public interface Note {
        void in(Connection connection) throws SQLException;
    }

    public NewTables(LiveTables tables, long number) {
        this.pool = tables.pool();
        this.tables = tables;
        this.number = number;
    }

    private String schema() {
        return "view_" + number;
    }

    public void create() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            tables.create(statement, schema());
            connection.commit();
        }
    }

    /** Connections that see the new tables. */
    public DataSource source() {
        return new SchemaSource(pool, schema());
    }

    /** How far the live tables are. */
    public Map<TopicPartition, Long> liveOffsets() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return liveOffsets(connection);
        }
    }

    /**
     * Puts the new tables in the place of the live ones. Who writes the live tables waits for
     * moments: from the lock on, their offsets stand still, the new tables are brought to exactly
     * these, and the writers go on in the new tables without noticing. Readers do not wait; those
     * who read old tables finish there.
     */
    public void swap(CatchUp catchUp, Note note) throws SQLException, InterruptedException {
        String old = "old_" + number;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("lock table live.projection_offset in exclusive mode");
                catchUp.to(liveOffsets(connection));
                copyOffsets(statement);
                statement.execute("alter schema live rename to " + old);
                statement.execute("alter schema " + schema() + " rename to live");
                note.in(connection);
                connection.commit();
            } catch (SQLException | RuntimeException | InterruptedException e) {
                connection.rollback();
                throw e;
            }
        }
        drop(old);
    }

    /** Gives the new tables up. */
    public void discard() throws SQLException {
        drop(schema());
    }

    /**
     * A partition whose last records say nothing to the tables has the same offset all the same.
     */
    private void copyOffsets(Statement statement) throws SQLException {
        String offsets = schema() + ".projection_offset";
        statement.execute("delete from " + offsets);
        statement.execute("insert into " + offsets + " select * from live.projection_offset");
    }

    private static Map<TopicPartition, Long> liveOffsets(Connection connection)
            throws SQLException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(OFFSETS)) {
            statement.setString(1, ViewWriter.PROJECTION);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    offsets.put(
                            new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
        }
        return offsets;
    }

    private void drop(String schema) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + schema + " cascade");
        }
    }
}
