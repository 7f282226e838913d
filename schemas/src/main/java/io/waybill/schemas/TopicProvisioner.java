package io.waybill.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics of an installation and keeps their settings as declared. */
public final class TopicProvisioner {

    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

    private TopicProvisioner() {}

    /**
     * Creates what is missing and corrects settings that differ; a repeat changes nothing.
     *
     * @throws IllegalStateException when a topic has another number of partitions: it is fixed at
     *     installation, but for replies, which have a partition per instance of intake
     */
    public static void provision(Admin admin, int partitions, short replication) {
        Map<String, NewTopic> wanted = wanted(partitions, replication);
        Set<String> existing = get(admin.listTopics().names());
        List<NewTopic> missing = new ArrayList<>(wanted.values());
        missing.removeIf(topic -> existing.contains(topic.name()));
        get(admin.createTopics(missing).all());
        List<NewTopic> present = new ArrayList<>(wanted.values());
        present.removeAll(missing);
        checkPartitions(admin, present.stream().filter(TopicProvisioner::isHashed).toList());
        align(admin, present);
        LOG.info("topics provisioned created={} present={}", missing.size(), present.size());
    }

    static Map<String, NewTopic> wanted(int partitions, short replication) {
        Map<String, NewTopic> wanted = new HashMap<>();
        for (Topic topic : Topic.values()) {
            NewTopic created = new NewTopic(topic.topicName(), partitions, replication);
            wanted.put(created.name(), created.configs(settings(topic.settings(), replication)));
        }
        for (String name : DeadLetters.all()) {
            NewTopic created = new NewTopic(name, DeadLetters.PARTITIONS, replication);
            wanted.put(name, created.configs(settings(DeadLetters.settings(), replication)));
        }
        return wanted;
    }

    /** An acknowledged record is on two disks wherever there are three. */
    private static Map<String, String> settings(Map<String, String> settings, short replication) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replication >= 3 ? "2" : "1");
        return all;
    }

    private static boolean isHashed(NewTopic topic) {
        return !topic.name().equals(Topic.INTAKE_REPLIES.topicName());
    }

    private static void checkPartitions(Admin admin, Collection<NewTopic> present) {
        List<String> names = present.stream().map(NewTopic::name).toList();
        Map<String, TopicDescription> found = get(admin.describeTopics(names).allTopicNames());
        for (NewTopic topic : present) {
            TopicDescription description = found.get(topic.name());
            int count = description == null ? 0 : description.partitions().size();
            if (count != topic.numPartitions()) {
                throw new IllegalStateException(
                        "Topic "
                                + topic.name()
                                + " has "
                                + count
                                + " partitions and should have "
                                + topic.numPartitions());
            }
        }
    }

    private static void align(Admin admin, Collection<NewTopic> present) {
        List<ConfigResource> resources = present.stream().map(TopicProvisioner::resource).toList();
        Map<ConfigResource, Config> found = get(admin.describeConfigs(resources).all());
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (NewTopic topic : present) {
            ConfigResource resource = resource(topic);
            List<AlterConfigOp> differing =
                    differing(topic, Objects.requireNonNull(found.get(resource)));
            if (!differing.isEmpty()) {
                LOG.warn("topic settings corrected topic={} settings={}", topic.name(), differing);
                changes.put(resource, differing);
            }
        }
        get(admin.incrementalAlterConfigs(changes).all());
    }

    private static List<AlterConfigOp> differing(NewTopic topic, Config found) {
        List<AlterConfigOp> differing = new ArrayList<>();
        topic.configs()
                .forEach((name, value) -> {
                    ConfigEntry entry = found.get(name);
                    if (entry == null || !value.equals(entry.value())) {
                        differing.add(
                                new AlterConfigOp(
                                        new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                    }
                });
        return differing;
    }

    private static ConfigResource resource(NewTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
