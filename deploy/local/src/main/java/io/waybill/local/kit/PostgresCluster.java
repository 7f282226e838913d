package io.waybill.local.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How one PostgreSQL server is set up and started, and how databases are made in it. The superuser
 * comes in with a password that is kept beside the data, readable by its owner alone.
 */
public final class PostgresCluster {

    private final ServerParts parts;
    private final Path directory;
    private final int port;
    private final PostgresRoles roles;

    public PostgresCluster(ServerParts parts, Path directory, int port) {
        this.parts = parts;
        this.directory = directory;
        this.port = port;
        this.roles = new PostgresRoles(port, () -> Secrets.read(passwordFile()));
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
                        PostgresRoles.SUPERUSER,
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
        return roles.answers();
    }

    /** Makes role and database where they are missing and sets the role's password. */
    public Database provision(String name, String password) {
        return roles.provision(name, password);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path passwordFile() {
        return directory.resolve("superuser.password");
    }
}
