package io.waybill.schemas;

import io.waybill.meta.v1.EventMeta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Ids, times and values that the samples share. */
public final class SampleFacts {

    public static final UUID ACCOUNT = UUID.fromString("0199a1f0-0000-7000-8000-00000000acc0");
    public static final UUID USER = UUID.fromString("0199a1f0-0000-7000-8000-000000000005");
    public static final UUID FLOW = UUID.fromString("0199a1f0-0000-7000-8000-00000000f100");
    public static final UUID SOURCE = UUID.fromString("0199a1f0-0000-7000-8000-00000000504c");
    public static final UUID LEAD = UUID.fromString("0199a1f0-0000-7000-8000-000000001ead");
    public static final UUID EVENT_ID = UUID.fromString("5b0f2c1d-9a3e-8f47-a1b2-c3d4e5f60718");
    public static final UUID FEEDBACK = UUID.fromString("0199a1f0-0000-7000-8000-00000000feed");
    public static final UUID REQUEST = UUID.fromString("0199a1f0-0000-7000-8000-00000000a5c0");
    public static final String STEP = "0199a1f0-0000-7000-8000-000000005e01";
    public static final String FILTER = "0199a1f0-0000-7000-8000-000000005e00";
    public static final String USD = "USD";
    public static final String MASTER_KEY = "2026-11";
    public static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    public static final Instant SETTLE_BY = NOW.plus(Duration.ofSeconds(30));

    private SampleFacts() {}

    /** Envelope of an event of a stream. */
    public static EventMeta meta(UUID stream, long sequence) {
        return EventMeta.newBuilder()
                .setRecordId(id("record " + stream + "/" + sequence))
                .setStreamId(stream)
                .setSequence(sequence)
                .setOccurredAt(NOW)
                .setAccountId(ACCOUNT)
                .setLane(ACCOUNT.toString())
                .setCorrelationId(id("correlation"))
                .setCausationId(id("cause"))
                .setCauseTopic(Topic.FLOW_REQUESTS.topicName())
                .setCausePartition(3)
                .setCauseOffset(1_234L)
                .setTest(false)
                .build();
    }

    static BigDecimal money(long tenThousandths) {
        return new BigDecimal(BigInteger.valueOf(tenThousandths), 4);
    }

    /** Looks like a sealed value of some length; nobody has the key. */
    static ByteBuffer sealed(String what) {
        byte[] noise = sha256(what);
        ByteBuffer bytes = ByteBuffer.allocate(1 + noise.length).put((byte) 1).put(noise);
        return bytes.flip();
    }

    static ByteBuffer hash(String what) {
        return ByteBuffer.wrap(sha256(what));
    }

    private static UUID id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String what) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(what.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
