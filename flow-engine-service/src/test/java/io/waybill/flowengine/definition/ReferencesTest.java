package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{lead.email}} | lead.email",
                "Dear {{lead.first_name}} | lead.first_name",
                "{{format lead.dob format=\"L\"}} | lead.dob",
                "{{format lead.dob format=\"L\" timezone=lead.zone}} | lead.dob lead.zone",
                "{{sha256 lead.email lead.phone_1 \"salt\"}} | lead.email lead.phone_1",
                "{{math \"lead.income / 12 + price\"}} | lead.income price",
                "{{uppercase (substring lead.city start=1)}} | lead.city",
                "{{#if lead.city}}{{lead.city}}{{else}}{{lead.state}}{{/if}} | lead.city lead.state",
                "{{#with lead}}{{email}}{{/with}} |",
                "{{#each lead.tags}}{{this}}{{@index}}{{/each}} | lead.tags",
                "{{!-- {{lead.gone}} --}}x |",
                "{{uppercase \"lead.email\"}} |",
            })
    void a_template_reads_variables_and_not_the_names_of_helpers(String template, String paths) {
        List<String> expected = paths == null ? List.of() : List.of(paths.split(" "));

        assertThat(References.ofTemplate(template)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void both_sides_of_all_rules_are_read() {
        Map<String, Object> inner = Map.of("lhv", "lead.state", "op", "is blank");
        Map<String, Object> rule =
                Map.of(
                        "lhv",
                        "{{lowercase lead.city}}",
                        "op",
                        "is included in",
                        "rhv",
                        List.of("x", "{{lead.home}}"),
                        "rule_set",
                        Map.of("op", "and", "rules", List.of(inner)));

        assertThat(References.ofRules(Map.of("op", "or", "rules", List.of(rule))))
                .containsExactlyInAnyOrder("lead.city", "lead.home", "lead.state");
    }
}
