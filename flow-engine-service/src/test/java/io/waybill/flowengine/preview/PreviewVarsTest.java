package io.waybill.flowengine.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.language.FieldType;
import io.waybill.language.TypedValue;
import io.waybill.language.Vars;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewVarsTest {

    private static final Instant NOW = Instant.parse("2030-06-15T08:00:00Z");

    @Test
    void a_value_has_the_type_that_is_named_or_that_of_its_standard_field() {
        Vars vars =
                PreviewVars.of(
                        Map.of(
                                "lead",
                                Map.of(
                                        "state", "texas",
                                        "own", "texas",
                                        "budget", Map.of("$type", "number", "$raw", "$1,500")),
                                "state",
                                "texas"),
                        NOW);

        assertThat(vars.text("lead.state")).isEqualTo("TX");
        assertThat(vars.text("lead.own")).isEqualTo("texas");
        assertThat(vars.text("lead.budget")).isEqualTo("1500");
        assertThat(vars.text("state")).isEqualTo("texas");
    }

    @Test
    void ages_are_reckoned_from_the_time_of_the_call() {
        Map<String, Object> born = Map.of("$type", "dob", "$raw", "2000-01-01");

        Vars vars = PreviewVars.of(Map.of("lead", Map.of("born", born)), NOW);

        assertThat(vars.text("lead.born.age")).startsWith("30");
    }

    @Test
    void now_is_a_variable_unless_the_caller_has_one() {
        assertThat(PreviewVars.of(Map.of(), NOW).get("now")).isInstanceOf(TypedValue.class);
        assertThat(PreviewVars.of(Map.of("now", "mine"), NOW).get("now")).isEqualTo("mine");
    }

    @Test
    void a_type_that_does_not_exist_is_found_however_deep() {
        Map<String, Object> unknown = Map.of("$type", "telephone", "$raw", "1");

        assertThat(PreviewVars.unknownType("vars", Map.of("lead", Map.of("a", unknown))))
                .contains("vars.lead.a");
        assertThat(PreviewVars.unknownType("vars", Map.of("l", List.of("x", unknown))))
                .contains("vars.l");
        assertThat(PreviewVars.unknownType("vars", Map.of("$type", "phone", "$raw", "1")))
                .isEmpty();
    }

    @Test
    void the_meaning_of_a_value_is_its_normal_form() {
        Vars vars =
                PreviewVars.of(
                        Map.of(
                                "a",
                                List.of(Map.of("$type", "email", "$raw", "Ada@Example.org"), 5)),
                        NOW);

        assertThat(PreviewVars.meaning(vars.get("a"))).isEqualTo(List.of("ada@example.org", 5));
        assertThat(PreviewVars.meaning(FieldType.RANGE.parse(30))).isEqualTo(30);
        assertThat(PreviewVars.meaning(FieldType.RANGE.parse("30 to 40"))).isEqualTo("30-40");
        assertThat(PreviewVars.meaning(null)).isNull();
    }
}
