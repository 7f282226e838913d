package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flow.v1.StepSkipped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** A record that has had a version before: this build reads both and writes the newer. */
class SupersededSchemaTest {

    private static final String SUBJECT = "flow.leads-io.waybill.flow.v1.StepSkipped";

    private final Schema before = withoutReason(StepSkipped.getClassSchema());
    private final KnownSchemas known =
            new KnownSchemas(
                    RegistrationOrder.parse(List.of("1 " + SUBJECT, "2 " + SUBJECT)), _ -> before);
    private final RecordDecoder decoder = new RecordDecoder(known, null);

    @Test
    void a_record_of_the_version_before_is_read_as_the_newer() throws IOException {
        StepSkipped expected =
                StepSkipped.newBuilder(Samples.stepSkipped()).setReason(null).build();

        assertThat(decoder.decode(null, null, written())).isEqualTo(new Decoded.Event(expected));
        assertThat(decoder.decode(KnownSchemas.fingerprint(before), null, written()))
                .isEqualTo(new Decoded.Event(expected));
    }

    @Test
    void the_newer_version_is_written() {
        assertThat(known.current("io.waybill.flow.v1.StepSkipped"))
                .extracting(KnownSchemas.Known::entry)
                .extracting(RegistrationOrder.Entry::id)
                .isEqualTo(2);
    }

    private static Schema withoutReason(Schema schema) {
        List<Schema.Field> fields =
                schema.getFields().stream()
                        .filter(field -> !field.name().equals("reason"))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList();
        return Schema.createRecord(
                schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** The sample as the build before would have written it, with id 1. */
    private byte[] written() throws IOException {
        GenericData.Record record = new GenericData.Record(before);
        before.getFields()
                .forEach(
                        field -> record.put(field.name(), Samples.stepSkipped().get(field.name())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(before, KnownSchemas.DATA).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
