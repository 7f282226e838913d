package io.waybill.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.local.kit.Database;
import io.waybill.local.kit.DatabaseServer;
import io.waybill.local.kit.FreePorts;
import io.waybill.local.kit.KafkaServer;
import io.waybill.local.kit.Secrets;
import io.waybill.local.kit.ServerParts;
import io.waybill.local.kit.Servers;
import io.waybill.schemas.TopicProvisioner;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, started while neither Kafka nor PostgreSQL is there. */
class ColdStartIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    Path directory;

    @Test
    void a_service_that_starts_before_its_servers_is_ready_once_they_are_there()
            throws IOException, InterruptedException {
        int port = FreePorts.take(1).getFirst();
        try (KafkaServer kafka = Servers.chosen().kafka(directory.resolve("kafka"));
                DatabaseServer postgres =
                        Servers.chosen().database(directory.resolve("postgres"))) {
            kafka.start();
            postgres.start();
            provision(kafka);
            Database database = postgres.database("partner");
            kafka.kill9();
            postgres.kill9();

            Process service = start(port, kafka.bootstrapServers(), database);
            try {
                assertThat(service.waitFor(8, TimeUnit.SECONDS)).as("it has ended").isFalse();
                assertThat(isReady(port)).isFalse();

                postgres.start();
                kafka.start();
                Awaitility.await().atMost(LIMIT).until(() -> isReady(port));
            } finally {
                service.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(int port, String kafka, Database database) throws IOException {
        Path masterKeys = directory.resolve("master-keys");
        Path secret = directory.resolve("installation-secret");
        Secrets.write(masterKeys, "test-1 " + Secrets.random() + "\n");
        Secrets.write(secret, Secrets.random() + "\n");
        ProcessBuilder builder =
                new ProcessBuilder(
                        ServerParts.java(),
                        "-Xmx256m",
                        "-jar",
                        ServerParts.root()
                                .resolve("partner-service/target/quarkus-app/quarkus-run.jar")
                                .toString());
        builder.environment()
                .putAll(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", kafka,
                                "QUARKUS_HTTP_PORT", Integer.toString(port),
                                "WAYBILL_PARTITIONS", "6",
                                "WAYBILL_MASTER_KEYS", masterKeys.toString(),
                                "WAYBILL_INSTALLATION_SECRET", secret.toString(),
                                "WAYBILL_PUBLIC_URL", "http://127.0.0.1:" + port,
                                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                                "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                                "QUARKUS_DATASOURCE_USERNAME", database.username(),
                                "QUARKUS_DATASOURCE_PASSWORD", database.password()));
        return builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "cold-start.log").toFile())
                .start();
    }

    private static void provision(KafkaServer kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicProvisioner.provision(admin, 6, (short) 1);
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                                    .toURL()
                                    .openConnection();
            call.setConnectTimeout(1000);
            call.setReadTimeout(5000);
            return call.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
