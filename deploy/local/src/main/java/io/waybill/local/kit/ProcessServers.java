package io.waybill.local.kit;

import java.nio.file.Path;

/** Servers as plain processes: no root, no container engine, about five seconds for both. */
final class ProcessServers implements Servers {

    private final ServerParts parts = ServerParts.find();

    @Override
    public KafkaServer kafka(Path directory) {
        var ports = FreePorts.take(2);
        return new KafkaProcess(
                new KafkaBroker(parts, directory.toAbsolutePath(), ports.get(0), ports.get(1)));
    }

    @Override
    public DatabaseServer database(Path directory) {
        var port = FreePorts.take(1).getFirst();
        return new PostgresProcess(new PostgresCluster(parts, directory.toAbsolutePath(), port));
    }
}
