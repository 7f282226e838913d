package io.waybill.flowengine.leadrun.kafka;

import io.waybill.schemas.DeadLetters;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the engine: one sub-topology with one processor. It is frozen, since other sources
 * or stores would rename what an installation has on disk and in changelogs: later features add
 * record types and key prefixes. Partition n of every source belongs to the same lanes, because
 * every producer uses the one partitioner.
 */
public final class LaneTopology {

    /** Name of the consumer in dead letter topics, and the application id. */
    public static final String APPLICATION = "flow-engine-service";

    static final List<Topic> SOURCES =
            List.of(
                    Topic.FLOW_REQUESTS,
                    Topic.DELIVERY_ATTEMPTS,
                    Topic.FLOW_VERSIONS,
                    Topic.FLOW_LISTS,
                    Topic.PARTNER_EVENTS,
                    Topic.PARTNER_KEYS,
                    Topic.FEEDBACK_EVENTS);
    static final List<Topic> SINKS =
            List.of(
                    Topic.FLOW_LEADS,
                    Topic.FLOW_KEYS,
                    Topic.DELIVERY_REQUESTS,
                    Topic.INTAKE_REPLIES);

    static final String RUN = "run";
    static final String VARS = "vars";
    static final String COUNTER = "counter";
    static final String SEEN = "seen";
    static final String LIST = "list";
    static final String DEFINITION = "definition";
    static final List<String> STORES = List.of(RUN, VARS, COUNTER, SEEN, LIST, DEFINITION);

    static final String DEAD_LETTERS = "dead-letters";
    private static final String LANE = "lane";

    private LaneTopology() {}

    /**
     * @param registry asked for the schemas of records that are newer than this build
     */
    static Topology of(
            ProcessorSupplier<byte[], @Nullable Decoded, Object, Object> lane,
            Optional<URI> registry) {
        Topology topology = new Topology();
        for (Topic source : SOURCES) {
            topology.addSource(
                    sourceName(source),
                    new ByteArrayDeserializer(),
                    new LaneDeserializer(registry),
                    source.topicName());
        }
        topology.addProcessor(
                LANE, lane, SOURCES.stream().map(LaneTopology::sourceName).toArray(String[]::new));
        for (String store : STORES) {
            topology.addStateStore(store(store), LANE);
        }
        for (Topic sink : SINKS) {
            topology.addSink(
                    sinkName(sink),
                    sink.topicName(),
                    new StringSerializer(),
                    (Serializer<Outgoing>) (_, outgoing) -> outgoing.bytes(),
                    (StreamPartitioner<String, Outgoing>)
                            (_, _, outgoing, partitions) ->
                                    Optional.of(outgoing.partitions(partitions)),
                    LANE);
        }
        // Dead letters are no part of the flow of leads; the topic depends on where the message
        // came from.
        topology.addSink(
                DEAD_LETTERS,
                (_, _, context) -> deadLetters(context.topic()),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                LANE);
        return topology;
    }

    static String sinkName(Topic topic) {
        return topic.topicName() + "-sink";
    }

    static String deadLetters(String topic) {
        return DeadLetters.topic(Topic.named(topic).orElseThrow(), APPLICATION);
    }

    private static String sourceName(Topic topic) {
        return topic.topicName() + "-source";
    }

    private static StoreBuilder<?> store(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(changelog());
    }

    /** A replaced value leaves the disk within hours: see the hourly heartbeat of the lane. */
    private static Map<String, String> changelog() {
        return Map.of(
                TopicConfig.SEGMENT_MS_CONFIG, millis(Duration.ofHours(1)),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(Duration.ofHours(6)),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(4 * 1024 * 1024),
                TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
