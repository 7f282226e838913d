package io.waybill.servicekit.kafka;

import io.waybill.schemas.Topic;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * A lane's partition is a hash modulo the number of partitions, so the number is fixed for the life
 * of an installation. {@code intake.replies} goes by instance and may have any number.
 */
final class PartitionCountCheck {

    private final int partitions;

    PartitionCountCheck(int partitions) {
        this.partitions = partitions;
    }

    /**
     * Compares the topics that exist; {@link PartitionCountMismatch} names the first that differs.
     *
     * @return false when there is nothing to compare yet
     */
    boolean check(Admin admin) throws InterruptedException, ExecutionException {
        Set<String> present = admin.listTopics().names().get();
        Set<String> laned =
                Arrays.stream(Topic.values())
                        .filter(topic -> topic.kind() != Topic.Kind.REPLIES)
                        .map(Topic::topicName)
                        .filter(present::contains)
                        .collect(Collectors.toSet());
        for (TopicDescription topic : admin.describeTopics(laned).allTopicNames().get().values()) {
            if (topic.partitions().size() != partitions) {
                throw new PartitionCountMismatch(
                        topic.name(), topic.partitions().size(), partitions);
            }
        }
        return !laned.isEmpty();
    }
}
