package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Values of stores in Avro's single-object encoding: the fingerprint of the schema stands before
 * each value, so that a later build can read what this one wrote.
 */
record AvroState<T extends SpecificRecordBase>(
        BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {

    static {
        // Avro makes objects of trusted classes only; a store may be the first thing that is read.
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(),
                        type -> type.getPackageName().equals(RunState.class.getPackageName())));
    }

    byte[] bytes(T value) {
        try {
            var buffer = encoder.encode(value);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable T read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return decoder.decode(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
