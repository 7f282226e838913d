package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordWriterTest {

    static List<SpecificRecord> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_bytes_are_those_that_avro_writes(SpecificRecord sample) {
        var avros = new SpecificDatumWriter<SpecificRecord>(sample.getSchema(), KnownSchemas.DATA);
        var ours = new RecordWriter(sample.getSchema());

        assertThat(bytes(sample, ours::write)).isEqualTo(bytes(sample, avros::write));
    }

    private interface Writing {
        void write(SpecificRecord record, Encoder out) throws IOException;
    }

    private static byte[] bytes(SpecificRecord record, Writing writer) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            writer.write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
