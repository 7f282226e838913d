package io.waybill.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.local.kit.KafkaServer;
import io.waybill.local.kit.Servers;
import io.waybill.schemas.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaReadinessIT {

    @Test
    void a_broker_whose_name_does_not_resolve_at_the_start_is_found_later(@TempDir Path directory) {
        Map<String, Object> settings = new ConcurrentHashMap<>();
        settings.put("bootstrap.servers", "broker.invalid:9092");
        KafkaReadiness readiness = new KafkaReadiness(settings, 3);

        readiness.start(new StartupEvent());
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);

        try (KafkaServer kafka = Servers.processes().kafka(directory)) {
            kafka.start();
            Map<String, Object> found = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(found)) {
                TopicProvisioner.provision(admin, 3, (short) 1);
            }
            // As if the name now led to it.
            settings.putAll(found);

            await().atMost(Duration.ofSeconds(40))
                    .until(() -> readiness.call().getStatus() == Status.UP);
        } finally {
            readiness.stop(new ShutdownEvent());
        }
    }
}
