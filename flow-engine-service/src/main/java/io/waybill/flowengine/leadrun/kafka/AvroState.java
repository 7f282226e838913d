package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.schemas.RecordReader;
import io.waybill.schemas.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Values of stores in Avro's single-object encoding: the fingerprint of the schema stands before
 * each value, so that a later build can read what this one wrote. Safe for many threads.
 */
final class AvroState<T extends SpecificRecordBase> {

    static {
        // Avro makes objects of trusted classes only; a store may be the first thing that is read.
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getPackageName().equals(RunState.class.getPackageName())));
    }

    /** One for each thread, since each has a buffer of some kilobytes. */
    private static final ThreadLocal<@Nullable BinaryEncoder> ENCODERS = new ThreadLocal<>();

    private final byte[] header;
    private final RecordWriter writer;
    private final RecordReader<T> reader;
    private final BinaryMessageDecoder<T> others;

    /**
     * @param others reads what earlier builds wrote
     */
    AvroState(Class<T> type, BinaryMessageDecoder<T> others) {
        SpecificData data = SpecificData.getForClass(type);
        Schema schema = data.getSchema(type);
        this.header = header(schema);
        this.writer = new RecordWriter(schema);
        this.reader = new RecordReader<>(schema, data);
        this.others = others;
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(2 + Long.BYTES)
                .put((byte) 0xC3)
                .put((byte) 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    byte[] bytes(T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            bytes.writeBytes(header);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, ENCODERS.get());
            ENCODERS.set(encoder);
            writer.write(value, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable T read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return isAsWritten(bytes) ? reader.read(value(bytes)) : others.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this build would write it with the same schema. */
    private boolean isAsWritten(byte[] bytes) {
        return bytes.length > header.length
                && Arrays.equals(bytes, 0, header.length, header, 0, header.length);
    }

    private Decoder value(byte[] bytes) {
        return DecoderFactory.get()
                .binaryDecoder(bytes, header.length, bytes.length - header.length, null);
    }
}
