package io.waybill.eventsourcing.sealing;

import java.nio.ByteBuffer;

/** Reads a buffer without moving its position: records are read more than once. */
final class Buffers {

    private Buffers() {}

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
