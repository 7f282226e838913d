package io.waybill.eventsourcing.store;

import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Decoded;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What stands at an offset of a partition. */
public record PositionedEvent(String topic, int partition, long offset, Decoded decoded) {

    /** The record, unless this build cannot read it or does not know it. */
    public @Nullable SpecificRecord value() {
        return decoded instanceof Decoded.Event event ? event.value() : null;
    }

    /**
     * @throws IllegalStateException when there is no record
     */
    public EventMeta meta() {
        if (decoded instanceof Decoded.Event event) {
            return event.meta();
        }
        throw new IllegalStateException("No record at " + topic + "/" + partition + "/" + offset);
    }
}
