package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanesTest {

    /** These numbers hold for the life of an installation: a change here loses its state. */
    @ParameterizedTest
    @CsvSource({
        "0199a1f0-0000-7000-8000-00000000acc0, 6, 4",
        "0199a1f0-0000-7000-8000-00000000acc0, 48, 28",
        "00000000-0000-0000-0000-000000000000, 6, 3",
        "Größe, 6, 1"
    })
    void a_lane_stands_on_its_partition_for_ever(String lane, int partitions, int expected) {
        assertThat(Lanes.partition(lane, partitions)).isEqualTo(expected);
    }

    @Test
    void all_topics_have_a_lane_on_the_same_partition() {
        var requested =
                new OutboundRecord(Topic.FLOW_REQUESTS, "a", Samples.submitLead())
                        .toProducerRecord(6);
        var completed =
                new OutboundRecord(Topic.FLOW_LEADS, "b", Samples.leadCompleted())
                        .toProducerRecord(6);

        assertThat(completed.partition()).isEqualTo(requested.partition());
    }

    @Test
    void no_partition_is_no_topic() {
        assertThatThrownBy(() -> Lanes.partition("a", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
