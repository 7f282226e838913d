package io.waybill.flowengine.leadrun.kafka;

import io.smallrye.common.annotation.Identifier;
import io.waybill.flowengine.EngineConfig;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of Kafka Streams; the reasons stand in docs/adr/0004. */
@Singleton
final class LaneSettings {

    private static final String SESSION_MILLIS = "10000";
    private static final String TRANSACTION_MILLIS = "20000";
    private static final String MAX_REQUEST_BYTES = Integer.toString(4 * 1024 * 1024);

    private final Map<String, Object> broker;
    private final Path stateDir;
    private final int instance;
    private final EngineConfig tuning;

    LaneSettings(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "waybill.state-dir") Path stateDir,
            @ConfigProperty(name = "waybill.instance") int instance,
            EngineConfig tuning) {
        this.broker = Map.copyOf(broker);
        this.stateDir = stateDir;
        this.instance = instance;
        this.tuning = tuning;
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        return settings;
    }

    Properties streams() {
        Properties all = new Properties();
        all.putAll(broker);
        long commitMillis = tuning.commitInterval().toMillis();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, LaneTopology.APPLICATION);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMillis);
        all.put(StreamsConfig.POLL_MS_CONFIG, commitMillis);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, tuning.threads());
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, tuning.standbys());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.resolve("lanes").toString());
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        consumer(all);
        producer(all);
        return all;
    }

    /**
     * A fixed name in the group: an instance that comes back within the session keeps its lanes.
     */
    private void consumer(Properties all) {
        all.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                LaneTopology.APPLICATION + "-" + instance);
        all.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                SESSION_MILLIS);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), "3000");
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    private static void producer(Properties all) {
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "2");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        all.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                MAX_REQUEST_BYTES);
        all.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                TRANSACTION_MILLIS);
    }
}
