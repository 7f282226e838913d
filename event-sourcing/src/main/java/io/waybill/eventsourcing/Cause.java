package io.waybill.eventsourcing;

import io.waybill.meta.v1.EventMeta;
import org.jspecify.annotations.Nullable;

/** The record that leads to others, and where it stands when it came from Kafka. */
public record Cause(
        EventMeta meta,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long offset) {

    /** A record that was not read from Kafka, as one of the same transaction. */
    public static Cause of(EventMeta meta) {
        return new Cause(meta, null, null, null);
    }

    public static Cause at(EventMeta meta, String topic, int partition, long offset) {
        return new Cause(meta, topic, partition, offset);
    }
}
