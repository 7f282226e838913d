package io.waybill.servicekit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.waybill.local.kit.Database;
import io.waybill.local.kit.DatabaseServer;
import io.waybill.local.kit.KafkaServer;
import io.waybill.local.kit.Secrets;
import io.waybill.local.kit.Servers;
import io.waybill.schemas.TopicProvisioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A real broker with all topics and, when the argument {@code database} names one, a real
 * PostgreSQL, with keys made for the test; everything a service reads as configuration. A test that
 * breaks the servers has a field of this type, which is filled in.
 */
public final class RealServers implements QuarkusTestResourceLifecycleManager {

    public static final String DATABASE = "database";
    public static final int PARTITIONS = 6;

    private @Nullable String databaseName;
    private @Nullable KafkaServer kafka;
    private @Nullable DatabaseServer database;
    private @Nullable Path directory;

    @Override
    public void init(Map<String, String> arguments) {
        databaseName = arguments.get(DATABASE);
    }

    @Override
    public Map<String, String> start() {
        try {
            Path files =
                    Files.createTempDirectory(
                            Files.createDirectories(Path.of("target")), "servers-");
            directory = files;
            Map<String, String> settings = new HashMap<>(keys(files));
            kafka = Servers.chosen().kafka(files.resolve("kafka"));
            kafka.start();
            provision(kafka);
            settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
            if (databaseName != null) {
                database = Servers.chosen().database(files.resolve("postgres"));
                database.start();
                settings.putAll(datasource(database.database(databaseName)));
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RealServers.class));
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (database != null) {
            database.close();
        }
    }

    public KafkaServer kafka() {
        return Objects.requireNonNull(kafka, "not started");
    }

    public DatabaseServer database() {
        return Objects.requireNonNull(database, "no database asked for");
    }

    /** The file of master keys that the service under test uses. */
    public Path masterKeys() {
        return Objects.requireNonNull(directory, "not started").resolve("master-keys");
    }

    private static Map<String, String> keys(Path files) throws IOException {
        Path masterKeys = files.resolve("master-keys");
        Path secret = files.resolve("installation-secret");
        Secrets.write(masterKeys, "test-1 " + Secrets.random() + "\n");
        Secrets.write(secret, Secrets.random() + "\n");
        return Map.of(
                "waybill.partitions", Integer.toString(PARTITIONS),
                "waybill.instance", "0",
                "waybill.master-keys", masterKeys.toAbsolutePath().toString(),
                "waybill.installation-secret", secret.toAbsolutePath().toString(),
                "waybill.public-url", "http://localhost:8080",
                "waybill.state-dir", files.resolve("state").toAbsolutePath().toString(),
                "quarkus.http.test-port", "0");
    }

    private static Map<String, String> datasource(Database database) {
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.reactive.url", database.reactiveUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password());
    }

    private static void provision(KafkaServer kafka) {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka.bootstrapServers()))) {
            TopicProvisioner.provision(admin, PARTITIONS, (short) 1);
        }
    }
}
