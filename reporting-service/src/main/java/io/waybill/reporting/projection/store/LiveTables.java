package io.waybill.reporting.projection.store;

import io.waybill.reporting.store.SchemaSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The schemas that hold the tables. {@code live} is what people read; its comment says which
 * version of the tables it has. Where this build has another one, the tables are made anew and fill
 * themselves from the topics: nothing stands in them that the topics do not say.
 */
@Singleton
public final class LiveTables {

    /** The schema that people read. */
    public static final String SCHEMA = "live";

    private static final String RESOURCE = "/view/tables.sql";
    private static final long CREATION_LOCK = 7_166_202_601L;

    private final DataSource pool;
    private final String tables;

    LiveTables(DataSource pool) {
        this.pool = pool;
        this.tables = read();
    }

    /** Connections that see the live tables. */
    public DataSource live() {
        return new SchemaSource(pool, SCHEMA);
    }

    /** The pool itself, for what stands outside of the live schema. */
    public DataSource pool() {
        return pool;
    }

    /** Makes the live tables where they are missing or of another build. */
    void prepare() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + CREATION_LOCK + ")");
            if (!version().equals(versionOf(statement, SCHEMA))) {
                statement.execute("drop schema if exists " + SCHEMA + " cascade");
                create(statement, SCHEMA);
            }
            connection.commit();
        }
    }

    /** Makes empty tables in a new schema. */
    public void create(Statement statement, String schema) throws SQLException {
        statement.execute("create schema " + schema);
        statement.execute("set local search_path to " + schema);
        statement.execute(tables);
        statement.execute("comment on schema " + schema + " is '" + version() + "'");
    }

    private String version() {
        return "tables " + HexFormat.of().toHexDigits(tables.hashCode());
    }

    private static String versionOf(Statement statement, String schema) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "select obj_description(oid, 'pg_namespace') from pg_namespace"
                                + " where nspname = '"
                                + schema
                                + "'")) {
            String version = row.next() ? row.getString(1) : null;
            return version == null ? "" : version;
        }
    }

    private static String read() {
        try (InputStream in = LiveTables.class.getResourceAsStream(RESOURCE)) {
            return new String(
                    Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
