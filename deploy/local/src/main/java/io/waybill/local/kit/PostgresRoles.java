package io.waybill.local.kit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Supplier;

/** What the superuser does: ask whether the server answers, make databases and their roles. */
final class PostgresRoles {

    static final String SUPERUSER = "postgres";

    private final int port;
    private final Supplier<String> password;

    PostgresRoles(int port, Supplier<String> password) {
        this.port = port;
        this.password = password;
    }

    boolean answers() {
        try (var connection = superuser()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes role and database where they are missing and sets the role's password. */
    Database provision(String name, String rolePassword) {
        if (!name.matches("[a-z][a-z0-9_]*") || rolePassword.contains("'")) {
            throw new IllegalArgumentException("Not a plain name or password: " + name);
        }
        try (var connection = superuser()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
                run(connection, "CREATE ROLE " + name + " LOGIN");
            }
            run(connection, "ALTER ROLE " + name + " PASSWORD '" + rolePassword + "'");
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                run(connection, "CREATE DATABASE " + name + " OWNER " + name);
                run(connection, "REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new ServerFailed("Cannot make database " + name + ": " + e.getMessage(), e);
        }
        return new Database("127.0.0.1", port, name, name, rolePassword);
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
        return DriverManager.getConnection(url, SUPERUSER, password.get());
    }
}
