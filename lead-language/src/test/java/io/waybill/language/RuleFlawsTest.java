package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFlawsTest {

    private static final FieldCatalogue FIELDS =
            FieldCatalogue.standard().with(Map.of("opted_in", FieldType.BOOLEAN));

    private static List<String> flaws(Object... rules) {
        return RuleSet.parse(Map.of("op", "and", "rules", List.of(rules))).flaws(FIELDS);
    }

    private static Map<String, Object> rule(String lhv, String op, Object rhv) {
        return Map.of("lhv", lhv, "op", op, "rhv", rhv);
    }

    @Test
    void an_operator_that_a_type_lacks_is_named_with_its_place() {
        Map<String, Object> nested =
                Map.of("op", "or", "rules", List.of(rule("lead.phone_1", "matches pattern", "1")));

        assertThat(flaws(rule("lead.email", "is not blank", ""), nested))
                .containsExactly(
                        "Rule 1.0: lead.phone_1 is of type phone, which does not have the operator"
                                + " matches pattern");
    }

    @Test
    void own_fields_and_components_have_types_too() {
        assertThat(flaws(rule("lead.opted_in", "includes", "x"))).hasSize(1);
        assertThat(flaws(rule("lead.phone_1.is_tollfree", "is equal to", "x"))).hasSize(1);
        assertThat(flaws(rule("lead.phone_1.area", "matches pattern", "^5"))).isEmpty();
    }

    @Test
    void what_has_no_known_type_may_be_compared_in_any_way() {
        assertThat(flaws(rule("buyer.score", "is less than", 5))).isEmpty();
        assertThat(flaws(rule("x{{lead.opted_in}}", "includes", "x"))).isEmpty();
    }

    @Test
    void the_own_set_of_a_rule_is_looked_at_as_well() {
        Map<String, Object> also =
                Map.of("op", "and", "rules", List.of(rule("lead.opted_in", "is blank", "")));
        Map<String, Object> wrong =
                Map.of("op", "and", "rules", List.of(rule("lead.opted_in", "includes", "x")));
        Map<String, Object> owner = Map.of("lhv", "lead.email", "op", "is blank", "rule_set", also);
        assertThat(flaws(owner)).isEmpty();
        assertThat(flaws(Map.of("lhv", "lead.email", "op", "is blank", "rule_set", wrong)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "x", "20-10", "red to blue", "2024-12-31 to 2024-01-01"})
    void ends_that_cannot_be_met_are_named(String ends) {
        assertThat(flaws(rule("buyer.score", "is between", ends))).hasSize(1);
        assertThat(flaws(rule("buyer.score", "is not between", ends))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10-20", "0830-1645", "1 to 1", "2024-01-01 - 2024-12-31", "{{x.y}}"})
    void ends_that_can_be_met_are_not(String ends) {
        assertThat(flaws(rule("buyer.score", "is between", ends))).isEmpty();
    }
}
