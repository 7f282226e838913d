package io.waybill.eventsourcing.sealing;

import java.nio.ByteBuffer;

/** A data key that only the named master key opens; it may stand anywhere. */
public record WrappedKey(ByteBuffer bytes, String masterKeyId) {

    public WrappedKey {
        bytes = ByteBuffer.wrap(Buffers.bytes(bytes)).asReadOnlyBuffer();
    }

    /** A buffer of its own for each caller. */
    @Override
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(Buffers.bytes(bytes));
    }

    @Override
    public String toString() {
        return "WrappedKey[" + masterKeyId + "]";
    }
}
