package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {

    @ParameterizedTest
    @EnumSource(Topic.class)
    void every_topic_says_what_no_broker_default_may_change(Topic topic) {
        assertThat(topic.settings())
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("max.message.bytes", "4194304")
                .containsEntry("compression.type", "lz4")
                .containsKeys("cleanup.policy", "retention.ms", "retention.bytes", "segment.ms");
    }

    @Test
    void a_ledger_is_kept_for_ever() {
        List<String> kept =
                Stream.of(Topic.values())
                        .filter(t -> "-1".equals(t.settings().get("retention.ms")))
                        .filter(t -> "delete".equals(t.settings().get("cleanup.policy")))
                        .map(Topic::topicName)
                        .toList();

        assertThat(kept)
                .containsExactly(
                        "flow.leads",
                        "flow.definitions",
                        "flow.lists",
                        "delivery.attempts",
                        "delivery.definitions",
                        "feedback.events",
                        "partner.events",
                        "reporting.events");
    }

    @Test
    void requests_expire_after_a_week_in_segments_of_six_hours() {
        assertThat(Topic.FLOW_REQUESTS.settings()).containsAllEntriesOf(kept(7 * 24, 6));
        assertThat(Topic.DELIVERY_REQUESTS.settings()).containsAllEntriesOf(kept(7 * 24, 6));
    }

    @Test
    void replies_expire_after_an_hour_and_refusals_after_ninety_days() {
        assertThat(Topic.INTAKE_REPLIES.settings()).containsEntry("retention.ms", "3600000");
        assertThat(Topic.INTAKE_REFUSALS.settings()).containsAllEntriesOf(kept(90 * 24, 24));
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"FLOW_VERSIONS", "FLOW_KEYS", "PARTNER_KEYS"})
    void a_replaced_key_leaves_the_disk_within_hours(Topic topic) {
        assertThat(topic.settings())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("segment.ms", hours(1))
                .containsEntry("max.compaction.lag.ms", hours(6));
    }

    @Test
    void every_consumer_of_a_topic_has_its_dead_letters_for_thirty_days() {
        assertThat(DeadLetters.topic(Topic.FLOW_LEADS, "reporting-service"))
                .isEqualTo("flow.leads.dlq.reporting-service");
        assertThat(DeadLetters.settings()).containsEntry("retention.ms", hours(30 * 24));
        assertThat(Topic.values()).allMatch(topic -> !DeadLetters.consumers(topic).isEmpty());
    }

    @Test
    void a_consumer_that_is_not_declared_is_refused() {
        assertThatThrownBy(() -> DeadLetters.topic(Topic.FLOW_REQUESTS, "reporting-service"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flow-engine-service");
    }

    @Test
    void three_replicas_are_written_twice_before_they_are_acknowledged() {
        NewTopic local = wanted(6, 1);
        NewTopic cluster = wanted(48, 3);

        assertThat(local.configs()).containsEntry("min.insync.replicas", "1");
        assertThat(cluster.configs()).containsEntry("min.insync.replicas", "2");
        assertThat(cluster.numPartitions()).isEqualTo(48);
    }

    private static Map<String, String> kept(int retention, int segment) {
        return Map.of("retention.ms", hours(retention), "segment.ms", hours(segment));
    }

    private static NewTopic wanted(int partitions, int replication) {
        Map<String, NewTopic> wanted = TopicProvisioner.wanted(partitions, (short) replication);
        return Objects.requireNonNull(wanted.get("flow.leads"));
    }

    private static String hours(int hours) {
        return Long.toString(Duration.ofHours(hours).toMillis());
    }
}
