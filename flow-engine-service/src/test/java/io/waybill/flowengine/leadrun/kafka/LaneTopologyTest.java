package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.schemas.Lanes;
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

    @Test
    void a_record_goes_to_the_partition_of_its_lane_and_a_reply_to_the_one_that_waits() {
        Outgoing ofLane = new Outgoing(new byte[0], new Outgoing.Place.OfLane("a lane"));
        Outgoing reply = new Outgoing(new byte[0], new Outgoing.Place.Fixed(4));

        assertThat(ofLane.partitions(6)).containsExactly(Lanes.partition("a lane", 6));
        assertThat(reply.partitions(6)).containsExactly(4);
    }

    @Test
    void a_reply_that_no_instance_could_read_is_not_written() {
        assertThat(new Outgoing(new byte[0], new Outgoing.Place.Fixed(6)).partitions(6)).isEmpty();
        assertThat(new Outgoing(new byte[0], new Outgoing.Place.Fixed(-1)).partitions(6)).isEmpty();
    }

    /** Names of lambdas differ from run to run. */
    private String described() {
        return topology.describe().toString().replaceAll("extractor class: \\S+\\)", "by origin)");
    }
}
