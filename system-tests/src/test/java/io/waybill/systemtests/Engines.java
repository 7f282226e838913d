package io.waybill.systemtests;

import static org.awaitility.Awaitility.await;

import io.waybill.local.Installation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Three flow engines that share the lanes, in place of the one that a test installation has. Who
 * holds which lane is what Kafka says of their group.
 */
final class Engines implements AutoCloseable {

    private static final String GROUP = "flow-engine-service";
    private static final String INBOX = "flow.requests";
    private static final String FIRST = "flow-engine";
    private static final List<String> FURTHER = List.of("flow-engine-1", "flow-engine-2");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Installation installation;
    private final Admin admin;

    private Engines(Installation installation) {
        this.installation = installation;
        this.admin = Admin.create(Map.of("bootstrap.servers", installation.bootstrapServers()));
    }

    /** Starts two more, and returns once each of the three holds lanes. */
    static Engines three(House house) {
        Engines engines = new Engines(house.installation());
        FURTHER.forEach(name -> house.installation().start(name, System.err::println));
        await().atMost(LIMIT)
                .until(() ->
                        engines.lanes().keySet().containsAll(FURTHER)
                                && engines.lanes().containsKey(FIRST));
        return engines;
    }

    /** The process that holds the lanes of a partition; empty while nobody does. */
    Optional<String> holderOf(int partition) {
        return lanes().entrySet().stream()
                .filter(engine -> engine.getValue().contains(partition))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Process to the partitions whose lanes it holds; who holds none is left out. */
    private Map<String, Set<Integer>> lanes() {
        Map<String, Set<Integer>> lanes = new TreeMap<>();
        for (MemberDescription member : group().members()) {
            for (TopicPartition held : member.assignment().topicPartitions()) {
                if (held.topic().equals(INBOX)) {
                    lanes.computeIfAbsent(processOf(member), first -> new TreeSet<>())
                            .add(held.partition());
                }
            }
        }
        return lanes;
    }

    private ConsumerGroupDescription group() {
        try {
            return Objects.requireNonNull(
                            admin.describeConsumerGroups(List.of(GROUP))
                                    .describedGroups()
                                    .get(GROUP))
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError("group not described", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Members are named after the group, with the number of the instance and of its thread. */
    private static String processOf(MemberDescription member) {
        String name = member.groupInstanceId().orElseThrow().substring(GROUP.length() + 1);
        String number = name.substring(0, name.indexOf('-'));
        return number.equals("0") ? FIRST : FIRST + "-" + number;
    }

    /** Leaves one engine behind, which holds all lanes. */
    @Override
    public void close() {
        try (admin) {
            installation.start(FIRST, System.err::println);
            FURTHER.forEach(name -> installation.stop(name, System.err::println));
            await().atMost(LIMIT).until(() -> lanes().keySet().equals(Set.of(FIRST)));
        }
    }
}
