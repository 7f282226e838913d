package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.flow.v1.FilterPassed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void an_empty_registry_is_filled_with_the_pinned_ids() {
        RegistryProvisioner.register(registry.uri());
        RegistryProvisioner.register(registry.uri());

        assertThat(registry.schemas).hasSize(RegistrationOrder.load().entries().size());
        assertThat(registry.compatibility)
                .containsEntry("", "FULL_TRANSITIVE")
                .doesNotContainKey("flow.leads-io.waybill.flow.v1.LeadReceived")
                .containsEntry("flow.requests-io.waybill.flow.v1.SubmitLead", "BACKWARD");
    }

    @Test
    void a_rule_that_is_missing_or_wrong_is_set_when_the_schemas_are_there_already() {
        RegistryProvisioner.register(registry.uri());
        registry.compatibility.remove("flow.requests-io.waybill.flow.v1.SubmitLead");
        registry.compatibility.put("flow.leads-io.waybill.flow.v1.LeadReceived", "NONE");

        RegistryProvisioner.register(registry.uri());

        assertThat(registry.compatibility)
                .containsEntry("flow.requests-io.waybill.flow.v1.SubmitLead", "BACKWARD")
                .containsEntry("flow.leads-io.waybill.flow.v1.LeadReceived", "FULL_TRANSITIVE");
    }

    @Test
    void an_id_that_was_not_found_is_asked_for_again_only_after_a_while() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
        Schema schema = Schema.create(Schema.Type.STRING);
        try (NewerSchemas newer = new NewerSchemas(registry.uri(), clock::get)) {
            assertThat(newer.withId(1)).isNull();
            registry.put(schema);
            assertThat(newer.withId(1)).as("at once").isNull();

            clock.addAndGet(NewerSchemas.AGAIN.toNanos());

            assertThat(newer.withId(1)).as("after a while").isEqualTo(schema);
        }
    }

    @Test
    void a_registry_with_other_schemas_is_refused() {
        registry.put(new Schema.Parser().parse("\"string\""));

        assertThatThrownBy(() -> RegistryProvisioner.register(registry.uri()))
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining("flow.requests-io.waybill.flow.v1.SubmitLead")
                .hasMessageContaining("id 1")
                .hasMessageContaining("has 2");
    }

    @Test
    void a_registry_that_is_away_is_named() {
        URI uri = registry.uri();
        registry.close();

        assertThatThrownBy(() -> RegistryProvisioner.register(uri))
                .isInstanceOf(RegistryFailed.class)
                .hasMessageContaining(uri.toString());
    }

    @Test
    void a_version_that_is_newer_than_this_build_is_read_by_the_registrys_schema()
            throws IOException {
        RegistryProvisioner.register(registry.uri());
        Schema newer = withOneMoreField(FilterPassed.getClassSchema());
        int id = registry.put(newer);

        try (DecodedDeserializer deserializer = configured(registry.uri())) {
            Decoded read = deserializer.deserialize("flow.leads", written(id, newer));

            assertThat(read).isEqualTo(new Decoded.Event(Samples.filterPassed()));
        }
    }

    @Test
    void a_newer_version_is_set_aside_when_the_registry_does_not_answer() throws IOException {
        URI uri = registry.uri();
        registry.close();
        Schema newer = withOneMoreField(FilterPassed.getClassSchema());

        try (DecodedDeserializer deserializer = configured(uri)) {
            Decoded read = deserializer.deserialize("flow.leads", written(99, newer));

            assertThat(read).isInstanceOf(Decoded.Undecodable.class);
        }
    }

    @Test
    void a_record_type_that_only_the_registry_knows_is_skipped() throws IOException {
        RegistryProvisioner.register(registry.uri());
        Schema unknown =
                new Schema.Parser()
                        .parse(
                                "{\"type\":\"record\",\"name\":\"a.B\",\"fields\":[{\"name\":\"c\",\"type\":\"int\"}]}");
        int id = registry.put(unknown);

        try (DecodedDeserializer deserializer = configured(registry.uri())) {
            byte[] bytes = {0, 0, 0, 0, (byte) id, 2};

            assertThat(deserializer.deserialize("flow.leads", bytes))
                    .isEqualTo(new Decoded.UnknownRecord("a.B"));
        }
    }

    private static DecodedDeserializer configured(URI uri) {
        DecodedDeserializer deserializer = new DecodedDeserializer();
        deserializer.configure(Map.of(DecodedDeserializer.REGISTRY_URL, uri.toString()), false);
        return deserializer;
    }

    private static Schema withOneMoreField(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("added", Schema.create(Schema.Type.LONG), "New.", 7L));
        return Schema.createRecord(
                schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** The sample as a later build would write it. */
    private static byte[] written(int id, Schema newer) throws IOException {
        FilterPassed sample = Samples.filterPassed();
        GenericData.Record record = new GenericData.Record(newer);
        sample.getSchema()
                .getFields()
                .forEach(field -> record.put(field.pos(), sample.get(field.pos())));
        record.put("added", 8L);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(newer, SpecificData.getForClass(FilterPassed.class))
                .write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
