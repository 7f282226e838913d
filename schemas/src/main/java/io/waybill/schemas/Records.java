package io.waybill.schemas;

import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.KnownSchemas.Known;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** How a record becomes bytes: Confluent's wire format with a pinned schema id. */
public final class Records {

    /** Header: hexadecimal CRC-64-AVRO fingerprint of the schema that wrote the record. */
    public static final String SCHEMA_HEADER = "waybill-schema";

    /** Header: full name of the record. */
    public static final String NAME_HEADER = "waybill-record";

    /** Largest encoded record; leaves room in a message for headers and batch overhead. */
    public static final int MAX_BYTES = TopicSettings.MAX_MESSAGE_BYTES - 64 * 1024;

    static final byte MAGIC = 0;
    static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private static final Map<String, RecordWriter> WRITERS = new ConcurrentHashMap<>();

    /** One for each thread, since each has a buffer of some kilobytes. */
    private static final ThreadLocal<@Nullable BinaryEncoder> ENCODERS = new ThreadLocal<>();

    private Records() {}

    /**
     * Magic byte 0, the pinned id in four bytes, then Avro binary. Needs no registry.
     *
     * @throws IllegalArgumentException when the record is in no topic or larger than {@link
     *     #MAX_BYTES}
     */
    public static byte[] encode(SpecificRecord record) {
        Known known = known(record);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(known.entry().id()).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, ENCODERS.get());
            ENCODERS.set(encoder);
            writer(known).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.size() > MAX_BYTES) {
            throw new IllegalArgumentException(
                    known.entry().record() + " is too large: " + bytes.size() + " bytes");
        }
        return bytes.toByteArray();
    }

    /** The headers that travel with every record. */
    public static Map<String, byte[]> headersOf(SpecificRecord record) {
        return known(record).headers();
    }

    /** What the record says about itself; every record begins with it. */
    public static EventMeta meta(SpecificRecord record) {
        return (EventMeta) record.get(0);
    }

    /** The one topic on which records of this type stand. */
    public static Topic topicOf(SpecificRecord record) {
        return known(record).entry().topic();
    }

    private static Known known(SpecificRecord record) {
        Known known = KnownSchemas.OURS.current(record.getSchema().getFullName());
        if (known == null) {
            throw new IllegalArgumentException(
                    record.getSchema().getFullName() + " is not in registration.order");
        }
        return known;
    }

    private static RecordWriter writer(Known known) {
        return WRITERS.computeIfAbsent(known.fingerprint(), _ -> new RecordWriter(known.schema()));
    }
}
