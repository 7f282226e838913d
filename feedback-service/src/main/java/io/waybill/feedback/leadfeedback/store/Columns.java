package io.waybill.feedback.leadfeedback.store;

import java.nio.ByteBuffer;

/** Values as PostgreSQL takes them. */
final class Columns {

    private Columns() {}

    /** The buffer's bytes; the buffer stays as it was. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
