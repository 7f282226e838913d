package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VarsTest {

    private static final Map<String, Object> SUBMISSION =
            Map.of(
                    "phone_1", "(512) 789-1111",
                    "email", "joe@example.com",
                    "shoe_size", "9",
                    "company.name", "Acme",
                    "children", List.of("Ann", "Bob"),
                    "mortgage", Map.of("property", Map.of("state", "Texas")));

    private static Vars vars() {
        FieldCatalogue catalogue =
                FieldCatalogue.standard()
                        .with(
                                Map.of(
                                        "mortgage.property.state",
                                        FieldType.STATE,
                                        "shoe_size",
                                        FieldType.NUMBER));
        return Vars.of(Map.of("lead", LeadData.type(SUBMISSION, catalogue)));
    }

    @Test
    void a_path_goes_through_names_components_and_indexes() {
        assertThat(vars().get("lead.phone_1.area")).isEqualTo("512");
        assertThat(vars().get("lead.email.domain")).isEqualTo("example.com");
        assertThat(vars().text("lead.mortgage.property.state")).isEqualTo("TX");
        assertThat(vars().get("lead.children.1")).isEqualTo("Bob");
        assertThat(vars().get("lead.nothing.there")).isNull();
        assertThat(vars().get("lead.phone_1.area.more")).isNull();
    }

    @Test
    void a_key_with_dots_is_found_by_its_path() {
        assertThat(vars().text("lead.company.name")).isEqualTo("Acme");
    }

    @Test
    void types_survive_the_plain_form() {
        Vars vars = vars();
        assertThat(Vars.ofPlain(vars.toPlain())).isEqualTo(vars);
        assertThat(vars.toPlain().toString()).contains("$type=phone");
    }

    @Test
    void a_submission_cannot_choose_the_type_of_a_field() {
        Map<String, Object> forged = Map.of("$type", "string", "$raw", "no phone");
        Map<String, Object> twice = Map.of("$type", "$map", "$raw", forged);
        Vars vars =
                Vars.of(
                        Map.of(
                                "lead",
                                LeadData.type(
                                        Map.of("phone_1", forged, "email", List.of(twice)),
                                        FieldCatalogue.standard())));
        assertThat(vars.get("lead.phone_1")).isEqualTo(forged);
        assertThat(Vars.ofPlain(vars.toPlain())).isEqualTo(vars);
        assertThat(Vars.ofPlain(Map.of("lead", Map.of("phone_1", forged))).get("lead.phone_1"))
                .isInstanceOf(TypedValue.class);
    }

    @Test
    void one_more_variable_leaves_the_others_as_they_were() {
        Vars before = vars();
        Vars after = before.with("step", Map.of("outcome", "success"));
        assertThat(after.get("step.outcome")).isEqualTo("success");
        assertThat(after.get("lead.email")).isEqualTo(before.get("lead.email"));
        assertThat(before.get("step.outcome")).isNull();
    }

    @Test
    void nothing_can_be_changed_from_outside() {
        assertThatThrownBy(() -> vars().toMap().put("x", "y"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void values_are_not_shown() {
        assertThat(vars()).asString().isEqualTo("Vars[lead]");
    }

    @Test
    void the_standard_catalogue_knows_the_common_fields() {
        FieldCatalogue standard = FieldCatalogue.standard();
        assertThat(standard.typeOf("phone_1")).contains(FieldType.PHONE);
        assertThat(standard.typeOf("address_1")).contains(FieldType.STREET);
        assertThat(standard.typeOf("is_test")).contains(FieldType.BOOLEAN);
        assertThat(standard.typeOf("shoe_size")).isEmpty();
    }
}
