package io.waybill.intake.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.intake.docs.SubmissionDocs.Field;
import io.waybill.language.FieldType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LeadSchemaTest {

    private static final List<Field> FIELDS =
            List.of(
                    new Field("loan.state", FieldType.STATE, "", "", true),
                    new Field("loan.amount", FieldType.NUMBER, "", "", false),
                    new Field("email", FieldType.EMAIL, "", "", true));

    @Test
    void a_form_has_dots_in_its_names() {
        Map<String, Object> flat = LeadSchema.flat(FIELDS);

        assertThat(flat.get("required")).isEqualTo(List.of("loan.state", "email"));
        assertThat(object(flat, "properties").keySet())
                .hasToString("[loan.state, loan.amount, email]");
    }

    @Test
    void json_nests_as_its_example_does() {
        Map<String, Object> nested = LeadSchema.nested(FIELDS);
        Map<?, ?> properties = object(nested, "properties");
        Map<?, ?> loan = object(properties, "loan");

        assertThat(nested.get("required")).isEqualTo(List.of("loan", "email"));
        assertThat(properties.keySet()).isEqualTo(FieldExamples.nested(FIELDS).keySet());
        assertThat(loan.get("required")).isEqualTo(List.of("state"));
        assertThat(object(loan, "properties").keySet()).hasToString("[state, amount]");
    }

    private static Map<?, ?> object(Map<?, ?> holder, String key) {
        return Objects.requireNonNull((Map<?, ?>) holder.get(key));
    }
}
