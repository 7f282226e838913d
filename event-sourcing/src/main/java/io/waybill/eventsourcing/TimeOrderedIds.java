package io.waybill.eventsourcing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids minted at an edge (UUIDv7): they sort by the millisecond in which they were made and cannot
 * be guessed. Never used in a core.
 */
public final class TimeOrderedIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedIds() {}

    public static UUID next() {
        long most = (System.currentTimeMillis() << 16) | (RANDOM.nextInt() & 0xFFFL);
        return Uuids.of(most, RANDOM.nextLong(), 7);
    }

    /** The millisecond in which an id was minted. */
    public static Instant mintedAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
