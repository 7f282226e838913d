package io.waybill.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** Broker settings by the kind of a topic. */
final class TopicSettings {

    static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private TopicSettings() {}

    static Map<String, String> of(Topic.Kind kind) {
        return switch (kind) {
            case LEDGER -> kept(Duration.ofMillis(-1), Duration.ofDays(7));
            case WORK -> kept(Duration.ofDays(7), Duration.ofHours(6));
            case REPLIES -> kept(Duration.ofHours(1), Duration.ofMinutes(10));
            case COMPACTED -> compacted();
        };
    }

    /** Records leave in whole segments once they are older than the retention. */
    static Map<String, String> kept(Duration retention, Duration segment) {
        Map<String, String> settings = shared(segment);
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        return settings;
    }

    /**
     * The cleaner never touches the open segment, so that a replaced key leaves the disk only after
     * the segment was rolled (by the first record after an hour) and cleaned (the lag bound).
     */
    private static Map<String, String> compacted() {
        Map<String, String> settings = shared(Duration.ofHours(1));
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        settings.put(
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                Long.toString(Duration.ofHours(6).toMillis()));
        settings.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");
        return settings;
    }

    /**
     * Producers write lz4 as well, so that the broker takes their batches as they are: small ones
     * cost lz4 a quarter of the time that zstd takes.
     */
    private static Map<String, String> shared(Duration segment) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES));
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(segment.toMillis()));
        return settings;
    }
}
