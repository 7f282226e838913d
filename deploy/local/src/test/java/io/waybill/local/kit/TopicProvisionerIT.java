package io.waybill.local.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.waybill.schemas.DeadLetters;
import io.waybill.schemas.Topic;
import io.waybill.schemas.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics as a real broker has them; here, because the broker is. */
class TopicProvisionerIT {

    private static final short ONE = 1;
    private static KafkaServer kafka;
    private static Admin admin;

    @BeforeAll
    static void start(@TempDir Path directory) {
        kafka = Servers.chosen().kafka(directory);
        kafka.start();
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        TopicProvisioner.provision(admin, 6, ONE);
    }

    @AfterAll
    static void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void every_topic_has_its_partitions_and_settings() throws Exception {
        for (Topic topic : EnumSet.complementOf(EnumSet.of(Topic.INTAKE_REPLIES))) {
            var description = admin.describeTopics(List.of(topic.topicName())).allTopicNames();
            assertThat(description.get())
                    .hasEntrySatisfying(
                            topic.topicName(), found -> assertThat(found.partitions()).hasSize(6));
            assertThat(settings(topic.topicName())).containsAllEntriesOf(topic.settings());
        }
    }

    @Test
    void every_declared_consumer_has_its_dead_letters() throws Exception {
        Set<String> names = admin.listTopics().names().get();

        assertThat(names).contains(DeadLetters.topic(Topic.FLOW_LEADS, "reporting-service"));
        assertThat(settings("flow.leads.dlq.reporting-service"))
                .containsEntry("retention.ms", "2592000000");
    }

    @Test
    void provisioning_again_corrects_what_somebody_changed() throws Exception {
        var flowLeads = new ConfigResource(ConfigResource.Type.TOPIC, "flow.leads");
        var week =
                new AlterConfigOp(
                        new ConfigEntry("retention.ms", "604800000"), AlterConfigOp.OpType.SET);
        Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(flowLeads, List.of(week));
        admin.incrementalAlterConfigs(change).all().get();

        TopicProvisioner.provision(admin, 6, ONE);

        assertThat(settings("flow.leads")).containsEntry("retention.ms", "-1");
    }

    @Test
    void another_number_of_partitions_is_refused() {
        assertThatThrownBy(() -> TopicProvisioner.provision(admin, 7, ONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has 6 partitions and should have 7");
    }

    @Test
    void replies_may_have_more_partitions_for_more_instances_of_intake() throws Exception {
        String replies = Topic.INTAKE_REPLIES.topicName();
        admin.createPartitions(Map.of(replies, NewPartitions.increaseTo(9))).all().get();
        await().atMost(Duration.ofSeconds(20)).until(() -> partitions(replies) == 9);

        TopicProvisioner.provision(admin, 6, ONE);

        assertThat(partitions(replies)).isEqualTo(9);
        assertThat(settings(replies)).containsAllEntriesOf(Topic.INTAKE_REPLIES.settings());
    }

    private static int partitions(String topic) throws Exception {
        return Objects.requireNonNull(
                        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
                .partitions()
                .size();
    }

    private static Map<String, String> settings(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                Objects.requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource));
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
