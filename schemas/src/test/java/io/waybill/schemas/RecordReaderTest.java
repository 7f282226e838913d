package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {

    static List<SpecificRecord> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_record_is_read_as_avro_reads_it(SpecificRecord sample) throws IOException {
        byte[] bytes = bytes(sample);

        SpecificRecord ours = read(sample.getSchema(), bytes);

        Schema schema = sample.getSchema();
        var avros = new SpecificDatumReader<SpecificRecord>(schema, schema, KnownSchemas.DATA);
        assertThat(ours)
                .isEqualTo(sample)
                .isEqualTo(avros.read(null, DecoderFactory.get().binaryDecoder(bytes, null)))
                .hasSameClassAs(sample);
        assertThat(ours.toString()).isEqualTo(sample.toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bytes_that_end_too_early_are_no_record(SpecificRecord sample) throws IOException {
        byte[] bytes = bytes(sample);

        assertThatThrownBy(() -> read(sample.getSchema(), Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOfAny(IOException.class, RuntimeException.class);
    }

    @Test
    void a_choice_that_there_is_not_is_refused() {
        Schema schema =
                new Schema.Parser()
                        .parse(
                                """
                                {"type": "record", "name": "Nothing", "namespace": "io.waybill",
                                 "fields": [{"name": "maybe", "type": ["null", "string"]}]}
                                """);
        RecordReader<SpecificRecord> reader = new RecordReader<>(schema, KnownSchemas.DATA);

        assertThatThrownBy(() ->
                        reader.read(DecoderFactory.get().binaryDecoder(new byte[] {6, 0}, null)))
                .isInstanceOf(RuntimeException.class);
    }

    private static SpecificRecord read(Schema schema, byte[] bytes) throws IOException {
        return new RecordReader<SpecificRecord>(schema, KnownSchemas.DATA)
                .read(DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static byte[] bytes(SpecificRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(record.getSchema(), KnownSchemas.DATA)
                .write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
