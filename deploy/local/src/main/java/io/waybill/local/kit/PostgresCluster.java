package io.waybill.local.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How one PostgreSQL server is set up and started, and how databases are made in it. The superuser
 * comes in with a password that is kept beside the data, readable by its owner alone.
 */
public final class PostgresCluster {

    private static final String SUPERUSER = "postgres";

    private final ServerParts parts;
    private final Path directory;
    private final int port;

    public PostgresCluster(ServerParts parts, Path directory, int port) {
        this.parts = parts;
        this.directory = directory;
        this.port = port;
    }

    Path directory() {
        return directory;
    }

    /** Makes the cluster the first time. */
    public void prepare() {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        var binaries = PostgresBinaries.unpacked(parts);
        try {
            Files.createDirectories(directory);
            Secrets.writeNew(passwordFile());
        } catch (IOException e) {
            throw new ServerFailed("Cannot write in " + directory, e);
        }
        var command = new ArrayList<>(RootGuard.prefix());
        command.addAll(
                List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "-D",
                        data().toString(),
                        "-U",
                        SUPERUSER,
                        "--pwfile=" + passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"));
        Commands.runOrFail("Making the PostgreSQL cluster", command);
    }

    /** The command that starts the server. */
    public List<String> command() {
        var command = new ArrayList<>(RootGuard.prefix());
        command.addAll(
                List.of(
                        PostgresBinaries.unpacked(parts).resolve("bin/postgres").toString(),
                        "-D",
                        data().toString()));
        for (var setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "port=" + port,
                        "unix_socket_directories=",
                        "max_connections=200",
                        "shared_buffers=96MB",
                        "max_wal_size=512MB",
                        "log_min_messages=warning",
                        "timezone=UTC")) {
            command.add("-c");
            command.add(setting);
        }
        return List.copyOf(command);
    }

    /** Whether the server lets somebody in. */
    public boolean answers() {
        try (var connection = superuser()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes role and database where they are missing and sets the role's password. */
    public Database provision(String name, String password) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a plain name: " + name);
        }
        try (var connection = superuser()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                run(connection, "CREATE ROLE " + name + " LOGIN");
            }
            run(connection, "ALTER ROLE " + name + " PASSWORD '" + password.replace("'", "") + "'");
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                run(connection, "CREATE DATABASE " + name + " OWNER " + name);
                run(connection, "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new ServerFailed("Cannot make database " + name + ": " + e.getMessage(), e);
        }
        return new Database("127.0.0.1", port, name, name, password);
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection superuser() throws SQLException {
        var url =
                "jdbc:postgresql://127.0.0.1:"
                        + port
                        + "/postgres?connectTimeout=2&socketTimeout=20";
        return DriverManager.getConnection(url, SUPERUSER, Secrets.read(passwordFile()));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path passwordFile() {
        return directory.resolve("superuser.password");
    }
}
