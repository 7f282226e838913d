package io.waybill.reporting.rebuild.store;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One rebuild at a time in the whole installation. The lock is the database session's, so it ends
 * with the process that held it; whoever gets it first tidies up after one that was interrupted.
 */
@Singleton
public final class RebuildLock {

    private static final long LOCK = 7_166_202_602L;

    private final DataSource pool;
    private final RebuildLog log;

    RebuildLock(DataSource pool, RebuildLog log) {
        this.pool = pool;
        this.log = log;
    }

    /** The lock while it is held. */
    public static final class Held implements AutoCloseable {

        private final Connection connection;

        private Held(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void close() throws SQLException {
            try (connection;
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    /** The lock, unless a rebuild runs somewhere. */
    public Optional<Held> tryLock() throws SQLException {
        Connection connection = pool.getConnection();
        boolean held = false;
        try (Statement statement = connection.createStatement()) {
            held = isTrue(statement, "select pg_try_advisory_lock(" + LOCK + ")");
            if (held) {
                log.interruptRunning(connection);
                dropLeftovers(statement);
            }
            return held ? Optional.of(new Held(connection)) : Optional.empty();
        } finally {
            if (!held) {
                connection.close();
            }
        }
    }

    /** Marks rebuilds whose process has ended. */
    public void tidy() throws SQLException {
        Optional<Held> held = tryLock();
        if (held.isPresent()) {
            held.get().close();
        }
    }

    private static boolean isTrue(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void dropLeftovers(Statement statement) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "select nspname from pg_namespace where nspname like 'view\\_%'"
                                + " or nspname like 'old\\_%'")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        for (String schema : schemas) {
            statement.execute("drop schema if exists " + schema + " cascade");
        }
    }
}
