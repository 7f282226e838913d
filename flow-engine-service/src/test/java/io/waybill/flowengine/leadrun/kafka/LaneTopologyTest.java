package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

class LaneTopologyTest {

    private final Topology topology =
            LaneTopology.of(() -> new LaneProcessor(null), Optional.empty());

    /** A change of this file breaks installations: read docs/adr/0004 first. */
    @Test
    void the_topology_is_the_approved_one() throws IOException {
        try (InputStream approved = getClass().getResourceAsStream("topology.approved.txt")) {
            assertThat(described())
                    .isEqualTo(
                            new String(
                                    Objects.requireNonNull(approved).readAllBytes(),
                                    StandardCharsets.UTF_8));
        }
    }

    @Test
    void there_is_one_sub_topology_and_no_global_store() {
        TopologyDescription description = topology.describe();

        assertThat(description.subtopologies()).hasSize(1);
        assertThat(description.globalStores()).isEmpty();
    }

    /** Names of lambdas differ from run to run. */
    private String described() {
        return topology.describe().toString().replaceAll("extractor class: \\S+\\)", "by origin)");
    }
}
