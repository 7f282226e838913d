package io.waybill.local.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one broker is set up and started: broker and controller in one process, all of it in one
 * directory.
 */
public final class KafkaBroker {

    private final ServerParts parts;
    private final Path directory;
    private final int port;
    private final int controllerPort;

    public KafkaBroker(ServerParts parts, Path directory, int port, int controllerPort) {
        this.parts = parts;
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Path directory() {
        return directory;
    }

    /** Writes the settings and, the first time, formats the log directory. */
    public void prepare() {
        try {
            Files.createDirectories(directory);
            Files.writeString(settings(), settingsText());
        } catch (IOException e) {
            throw new ServerFailed("Cannot write Kafka's settings in " + directory, e);
        }
        if (!Files.exists(directory.resolve("data/meta.properties"))) {
            format();
        }
    }

    private void format() {
        var command =
                java(
                        "-Xmx128m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "kafka.tools.StorageTool",
                        "format",
                        // In one word, because an id may begin with a dash.
                        "--cluster-id=" + newClusterId(),
                        "--feature",
                        "transaction.version=2",
                        "--config",
                        settings().toString());
        Commands.runOrFail("Formatting Kafka's log directory", command);
    }

    /** The command that starts the broker, with at most that much heap. */
    public List<String> command(int heapMegabytes) {
        return java(
                "-Xmx" + heapMegabytes + "m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "kafka.Kafka",
                settings().toString());
    }

    private List<String> java(String... rest) {
        var fixed =
                List.of(
                        ServerParts.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        parts.kafka() + "/*");
        return Stream.concat(fixed.stream(), List.of(rest).stream()).toList();
    }

    /** Whether a client gets an answer from the broker. */
    public boolean answers() {
        return KafkaProbe.answers(port);
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private String settingsText() {
        return Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                        Map.entry(
                                "listeners",
                                "PLAINTEXT://127.0.0.1:"
                                        + port
                                        + ",CONTROLLER://127.0.0.1:"
                                        + controllerPort),
                        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry(
                                "listener.security.protocol.map",
                                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
                        Map.entry("log.dirs", directory.resolve("data").toString()),
                        Map.entry("auto.create.topics.enable", "false"),
                        Map.entry("default.replication.factor", "1"),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("offsets.topic.num.partitions", "6"),
                        Map.entry("transaction.state.log.replication.factor", "1"),
                        Map.entry("transaction.state.log.min.isr", "1"),
                        Map.entry("transaction.state.log.num.partitions", "6"),
                        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                        Map.entry("share.coordinator.state.topic.min.isr", "1"),
                        Map.entry("group.initial.rebalance.delay.ms", "0"),
                        Map.entry("num.recovery.threads.per.data.dir", "8"),
                        Map.entry("message.max.bytes", "4194304"),
                        Map.entry("replica.fetch.max.bytes", "4194304"),
                        Map.entry("log.cleaner.dedupe.buffer.size", "33554432"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String newClusterId() {
        var id = UUID.randomUUID();
        var bytes =
                ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
