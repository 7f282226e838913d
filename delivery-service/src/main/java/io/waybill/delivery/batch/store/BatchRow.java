package io.waybill.delivery.batch.store;

import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A lead in a batch.
 *
 * @param meta of the request that brought it: Event ID, account, lane
 * @param cells sealed with the lead's key: JSON, by heading
 */
record BatchRow(
        EventMeta meta,
        UUID destinationId,
        UUID leadId,
        String stepId,
        WrappedKey key,
        ByteBuffer cells) {

    static final String FIELD = "BatchRow.cells";

    UUID eventId() {
        return meta.getStreamId();
    }

    /** Masked: nothing of it is for a log but its id. */
    @Override
    public String toString() {
        return "BatchRow[" + eventId() + "]";
    }
}
