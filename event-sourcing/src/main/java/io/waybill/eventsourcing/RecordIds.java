package io.waybill.eventsourcing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of what a record causes: doing the work twice gives the same id (UUIDv5). */
public final class RecordIds {

    /** One for each thread: to look one up costs as much as the id. */
    private static final ThreadLocal<MessageDigest> SHA1 = ThreadLocal.withInitial(RecordIds::sha1);

    private RecordIds() {}

    /** The ordinal counts what one cause leads to, from 0. */
    public static UUID derived(UUID cause, int ordinal) {
        return derived(cause, Integer.toString(ordinal));
    }

    /** RFC 9562 version 5 with the cause as namespace. */
    public static UUID derived(UUID cause, String name) {
        ByteBuffer namespace = ByteBuffer.allocate(16);
        namespace.putLong(cause.getMostSignificantBits());
        namespace.putLong(cause.getLeastSignificantBits());
        MessageDigest sha1 = SHA1.get();
        sha1.update(namespace.array());
        sha1.update(name.getBytes(StandardCharsets.UTF_8));
        return Uuids.of(sha1.digest(), 5);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
