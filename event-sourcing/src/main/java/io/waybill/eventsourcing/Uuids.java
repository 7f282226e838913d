package io.waybill.eventsourcing;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Version and variant bits of RFC 9562. */
final class Uuids {

    private Uuids() {}

    /** The first 16 bytes with version and variant set. */
    static UUID of(byte[] bytes, int version) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return of(buffer.getLong(), buffer.getLong(), version);
    }

    static UUID of(long most, long least, int version) {
        return new UUID(
                (most & ~0xF000L) | ((long) version << 12),
                (least & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
