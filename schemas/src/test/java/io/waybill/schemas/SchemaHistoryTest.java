package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written once must be readable for ever. */
class SchemaHistoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordDecoder decoder = new RecordDecoder();

    static List<History.Version> versions() {
        return History.versions();
    }

    static List<RegistrationOrder.Entry> entries() {
        return RegistrationOrder.load().entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void every_registered_version_has_its_history(RegistrationOrder.Entry entry) {
        assertThat(List.of(".avsc", ".bin", ".json"))
                .as("run FreezeHistory")
                .allSatisfy(ending -> assertThat(History.fileOf(entry, ending)).exists());
    }

    /** Docs too: the registry would give another text another id. */
    @ParameterizedTest
    @MethodSource("entries")
    void a_registered_version_is_what_was_frozen(RegistrationOrder.Entry entry) throws IOException {
        Schema frozen = new Schema.Parser().parse(Files.readString(History.fileOf(entry, ".avsc")));

        Schema registered = Objects.requireNonNull(KnownSchemas.OURS.withId(entry.id())).schema();

        assertThat(registered.toString())
                .as(
                        "%s was changed after its release: append a line to registration.order,"
                                + " keep the old schema in superseded/, run FreezeHistory",
                        entry.record())
                .isEqualTo(frozen.toString());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void frozen_bytes_decode_to_the_values_that_were_written(History.Version version)
            throws IOException {
        Decoded read = decoder.decode(null, null, version.bytes());

        assertThat(read).isInstanceOf(Decoded.Event.class);
        String record = ((Decoded.Event) read).value().toString();
        assertHolds(JSON.readTree(record), version.values());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void the_current_schema_and_every_past_one_read_each_other(History.Version version) {
        KnownSchemas.Known current =
                Objects.requireNonNull(KnownSchemas.OURS.current(version.record()));

        assertThatCode(() ->
                        validator(current.entry().topic())
                                .validate(current.schema(), List.of(version.schema())))
                .doesNotThrowAnyException();
    }

    @Test
    void a_field_that_old_readers_would_miss_is_refused_on_a_ledger_only() {
        Schema before = schema("{\"name\":\"a\",\"type\":\"int\",\"doc\":\"x\"}");
        Schema after = schema("");

        assertThatThrownBy(() -> validator(Topic.FLOW_LEADS).validate(after, List.of(before)))
                .isInstanceOf(SchemaValidationException.class);
        assertThatCode(() -> validator(Topic.FLOW_REQUESTS).validate(after, List.of(before)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_field_without_a_default_is_refused_everywhere() {
        Schema before = schema("");
        Schema after = schema("{\"name\":\"a\",\"type\":\"int\",\"doc\":\"x\"}");

        assertThatThrownBy(() -> validator(Topic.FLOW_LEADS).validate(after, List.of(before)))
                .isInstanceOf(SchemaValidationException.class);
        assertThatThrownBy(() -> validator(Topic.FLOW_REQUESTS).validate(after, List.of(before)))
                .isInstanceOf(SchemaValidationException.class);
    }

    @Test
    void a_new_symbol_is_read_by_old_readers_as_their_default() {
        Schema before = schema(kind("\"UNKNOWN\",\"A\""));
        Schema after = schema(kind("\"UNKNOWN\",\"A\",\"B\""));

        assertThatCode(() -> validator(Topic.FLOW_LEADS).validate(after, List.of(before)))
                .doesNotThrowAnyException();
    }

    /** The same as what the registry is told, see RegistryProvisioner. */
    private static SchemaValidator validator(Topic topic) {
        SchemaValidatorBuilder builder = new SchemaValidatorBuilder();
        return switch (RegistryProvisioner.compatibility(topic)) {
            case "FULL_TRANSITIVE" -> builder.mutualReadStrategy().validateAll();
            case "BACKWARD" -> builder.canReadStrategy().validateLatest();
            case String other -> throw new IllegalStateException(other);
        };
    }

    private static Schema schema(String fields) {
        String text = "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"n\",\"fields\":[%s]}";
        return new Schema.Parser().parse(text.formatted(fields));
    }

    private static String kind(String symbols) {
        return """
        {"name":"kind","type":{"type":"enum","name":"K","symbols":[%s],"default":"UNKNOWN"}}
        """
                .formatted(symbols);
    }

    /** A newer record may have more fields; what was written is still there. */
    private static void assertHolds(JsonNode actual, JsonNode written) {
        if (written.isObject()) {
            written.fieldNames()
                    .forEachRemaining(name -> {
                        assertThat(actual.has(name)).as(name).isTrue();
                        assertHolds(actual.get(name), written.get(name));
                    });
        } else if (written.isArray()) {
            assertThat(actual.size()).isEqualTo(written.size());
            for (int i = 0; i < written.size(); i++) {
                assertHolds(actual.get(i), written.get(i));
            }
        } else {
            assertThat(actual).isEqualTo(written);
        }
    }
}
