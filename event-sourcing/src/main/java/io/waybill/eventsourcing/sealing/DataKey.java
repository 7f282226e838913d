package io.waybill.eventsourcing.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;

/**
 * The key of one person's or one aggregate's values. A sealed value opens only with this key and in
 * the place that it was sealed for: stream, record and field. Destroying the key destroys the
 * values, wherever copies of them are.
 */
public final class DataKey {

    private final byte[] bytes;

    private DataKey(byte[] bytes) {
        if (bytes.length != Aes.KEY_BYTES) {
            throw new SealBroken("A data key has 32 bytes.");
        }
        this.bytes = bytes.clone();
    }

    public static DataKey random() {
        return new DataKey(Aes.randomKey());
    }

    static DataKey of(byte[] bytes) {
        return new DataKey(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Seals a value; twice the same value gives different bytes.
     *
     * @param field {@code RecordName.fieldName}
     */
    public ByteBuffer seal(UUID stream, UUID record, String field, byte[] clear) {
        return ByteBuffer.wrap(Aes.seal(bytes, place(stream, record, field), clear));
    }

    /** Seals UTF-8 text. */
    public ByteBuffer sealText(UUID stream, UUID record, String field, String clear) {
        return seal(stream, record, field, clear.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Opens a value; the buffer stays as it was.
     *
     * @throws SealBroken when it was not sealed with this key for this place
     */
    public byte[] open(UUID stream, UUID record, String field, ByteBuffer sealed) {
        return Aes.open(bytes, place(stream, record, field), Buffers.bytes(sealed));
    }

    /** Opens UTF-8 text. */
    public String openText(UUID stream, UUID record, String field, ByteBuffer sealed) {
        return new String(open(stream, record, field, sealed), StandardCharsets.UTF_8);
    }

    private static byte[] place(UUID stream, UUID record, String field) {
        byte[] name = field.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(32 + name.length)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .putLong(record.getMostSignificantBits())
                .putLong(record.getLeastSignificantBits())
                .put(name)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "DataKey[masked]";
    }
}
