package io.waybill.systemtests.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/** One record of a ledger topic, with the few readings that the model needs. */
public record Entry(String topic, int partition, long offset, String key, GenericRecord value) {
    private static final int MONEY_SCALE = 4;

    /** Name of the record without its namespace, as {@code LeadCompleted}. */
    public String name() {
        return value.getSchema().getName();
    }

    public String text(String field) {
        return String.valueOf(value.get(field));
    }

    /** Money of a {@code decimal(18,4)} field; zero where the field is null. */
    public BigDecimal money(String field) {
        return Optional.ofNullable((ByteBuffer) value.get(field))
                .map(Entry::unscaled)
                .map(unscaled -> new BigDecimal(unscaled, MONEY_SCALE))
                .orElse(BigDecimal.ZERO.setScale(MONEY_SCALE));
    }

    public boolean flag(String field) {
        return (Boolean) value.get(field);
    }

    public String streamId() {
        return String.valueOf(meta().get("streamId"));
    }

    public long sequence() {
        return (Long) meta().get("sequence");
    }

    public String recordId() {
        return String.valueOf(meta().get("recordId"));
    }

    public String causationId() {
        return String.valueOf(meta().get("causationId"));
    }

    public String accountId() {
        return String.valueOf(meta().get("accountId"));
    }

    private GenericRecord meta() {
        return (GenericRecord) value.get("meta");
    }

    private static BigInteger unscaled(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new BigInteger(copy);
    }
}
