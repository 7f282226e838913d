package io.waybill.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every schema has to have. */
class SchemaRulesTest {

    /** Parts of records and enums, which have no envelope. */
    private static final Set<String> PARTS =
            Set.of(
                    "io.waybill.meta.v1.EventMeta",
                    "io.waybill.flow.v1.FlowSource",
                    "io.waybill.flow.v1.ConsideredRecipient",
                    "io.waybill.flow.v1.RecipientCounts",
                    "io.waybill.flow.v1.ScorePart",
                    "io.waybill.flow.v1.CapCounter",
                    "io.waybill.flow.v1.ListEntry");

    static Stream<Schema> schemas() {
        return AvroSources.all().stream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void the_rules_hold(Schema schema) {
        assertThat(violations(schema)).isEmpty();
    }

    @Test
    void a_schema_that_breaks_every_rule_is_found_out() {
        Schema bad =
                new Schema.Parser()
                        .parse(
                                """
                                {"type":"record","name":"Bad","namespace":"a.b","fields":[
                                  {"name":"kind","type":{"type":"enum","name":"Kind",
                                   "symbols":["A"]}},
                                  {"name":"maybe","type":["null","string"]}]}
                                """);

        assertThat(violations(bad))
                .containsExactlyInAnyOrder(
                        "Bad: the namespace does not end in a version",
                        "Bad: no doc",
                        "Bad does not begin with meta",
                        "Bad.kind: no doc",
                        "Bad.maybe: no doc",
                        "Bad.maybe: may be null and has no default",
                        "Kind: the namespace does not end in a version",
                        "Kind: no doc",
                        "Kind: an enum's default is UNKNOWN, and comes first");
    }

    private static List<String> violations(Schema schema) {
        List<String> found = new ArrayList<>();
        named(schema, found);
        if (schema.getType() == Schema.Type.RECORD) {
            if (!PARTS.contains(schema.getFullName()) && !AvroSources.isTopicRecord(schema)) {
                found.add(schema.getName() + " does not begin with meta");
            }
            schema.getFields().forEach(field -> field(schema.getName(), field, found));
        } else if (!schema.getEnumSymbols().getFirst().equals("UNKNOWN")
                || !"UNKNOWN".equals(schema.getEnumDefault())) {
            found.add(schema.getName() + ": an enum's default is UNKNOWN, and comes first");
        }
        return found;
    }

    private static void named(Schema schema, List<String> found) {
        if (!schema.getNamespace().endsWith(".v1")) {
            found.add(schema.getName() + ": the namespace does not end in a version");
        }
        if (isBlank(schema.getDoc())) {
            found.add(schema.getName() + ": no doc");
        }
    }

    private static void field(String record, Schema.Field field, List<String> found) {
        String name = record + "." + field.name();
        if (isBlank(field.doc())) {
            found.add(name + ": no doc");
        }
        if (field.schema().isNullable() && !field.hasDefaultValue()) {
            found.add(name + ": may be null and has no default");
        }
        if (field.schema().getType() == Schema.Type.ENUM) {
            found.addAll(violations(field.schema()));
        }
    }

    private static boolean isBlank(String doc) {
        return doc == null || doc.isBlank();
    }
}
