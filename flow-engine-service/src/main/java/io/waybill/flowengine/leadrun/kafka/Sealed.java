package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sealed values of records: the place is the record's stream, its id and the field. */
final class Sealed {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private Sealed() {}

    /** Null where there is no text, or no key to seal it with. */
    static @Nullable ByteBuffer text(
            Optional<DataKey> key, EventMeta meta, String field, Optional<String> clear) {
        if (key.isEmpty() || clear.isEmpty()) {
            return null;
        }
        return bytes(key, meta, field, clear.get().getBytes(StandardCharsets.UTF_8));
    }

    /** Empty where there is no key: a value is rather lost than written in clear. */
    static ByteBuffer bytes(Optional<DataKey> key, EventMeta meta, String field, byte[] clear) {
        return key.map(k -> k.seal(meta.getStreamId(), meta.getRecordId(), field, clear))
                .orElse(NOTHING);
    }

    static byte[] open(DataKey key, EventMeta meta, String field, ByteBuffer sealed) {
        return key.open(meta.getStreamId(), meta.getRecordId(), field, sealed);
    }

    static Optional<String> openText(
            DataKey key, EventMeta meta, String field, @Nullable ByteBuffer sealed) {
        return sealed == null
                ? Optional.empty()
                : Optional.of(new String(open(key, meta, field, sealed), StandardCharsets.UTF_8));
    }
}
