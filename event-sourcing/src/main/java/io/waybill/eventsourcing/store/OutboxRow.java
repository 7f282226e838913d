package io.waybill.eventsourcing.store;

import java.util.Map;
import java.util.UUID;

/** A record that waits for its acknowledgement, encoded. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never compared
public record OutboxRow(
        long id,
        UUID streamId,
        String topic,
        String lane,
        String key,
        Map<String, String> headers,
        byte[] payload) {

    @Override
    public String toString() {
        return "OutboxRow[" + id + ", " + topic + "]";
    }
}
