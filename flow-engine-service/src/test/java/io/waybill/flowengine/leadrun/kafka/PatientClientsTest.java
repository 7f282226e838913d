package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class PatientClientsTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void a_client_is_made_once_a_broker_has_an_address() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", "broker.invalid:9092");
        AtomicInteger failures = new AtomicInteger();
        PatientClients clients =
                new PatientClients(
                        SHORT,
                        () -> {
                            if (failures.incrementAndGet() == 2) {
                                config.put("bootstrap.servers", "127.0.0.1:1");
                            }
                            return false;
                        });

        try (Admin admin = clients.getAdmin(config)) {
            assertThat(admin).isNotNull();
        }

        assertThat(failures).hasValue(2);
    }

    @Test
    void nobody_waits_once_the_lanes_are_stopped() {
        PatientClients clients = new PatientClients(SHORT, () -> true);
        Map<String, Object> config = Map.of("bootstrap.servers", "broker.invalid:9092");

        assertThatThrownBy(() -> clients.getProducer(config)).isInstanceOf(KafkaException.class);
        assertThatThrownBy(() -> clients.getConsumer(config)).isInstanceOf(KafkaException.class);
    }
}
