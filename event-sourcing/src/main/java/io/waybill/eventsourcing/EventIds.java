package io.waybill.eventsourcing;

import io.waybill.eventsourcing.sealing.Hmacs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that outsiders hold as a proof and therefore must not be able to guess, yet that come out the
 * same each time they are derived (UUIDv8 of HMAC-SHA256).
 */
public final class EventIds {

    private EventIds() {}

    /**
     * @param installationSecret 32 random bytes that never change
     * @param aggregate whose event it is
     * @param step the part of the aggregate's definition that asks
     * @param run number of the run, from 1
     */
    public static UUID of(byte[] installationSecret, UUID aggregate, String step, int run) {
        byte[] id =
                ByteBuffer.allocate(16)
                        .putLong(aggregate.getMostSignificantBits())
                        .putLong(aggregate.getLeastSignificantBits())
                        .array();
        byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(run).array();
        byte[] part = step.getBytes(StandardCharsets.UTF_8);
        return Uuids.of(Hmacs.sha256(installationSecret, "event-id", id, part, number), 8);
    }
}
