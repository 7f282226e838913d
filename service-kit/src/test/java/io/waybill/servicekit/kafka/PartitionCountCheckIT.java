package io.waybill.servicekit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.local.kit.KafkaServer;
import io.waybill.local.kit.Servers;
import io.waybill.schemas.TopicProvisioner;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionCountCheckIT {

    @Test
    void only_the_number_of_partitions_that_the_installation_has_is_accepted(
            @TempDir Path directory) throws InterruptedException, ExecutionException {
        try (KafkaServer kafka = Servers.chosen().kafka(directory)) {
            kafka.start();
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                assertThat(new PartitionCountCheck(3).check(admin)).as("no topic yet").isFalse();
                TopicProvisioner.provision(admin, 3, (short) 1);

                assertThat(new PartitionCountCheck(3).check(admin)).isTrue();
                assertThatThrownBy(() -> new PartitionCountCheck(6).check(admin))
                        .isInstanceOf(PartitionCountMismatch.class)
                        .hasMessageContaining("3 partitions")
                        .hasMessageContaining("says 6");
            }
        }
    }
}
