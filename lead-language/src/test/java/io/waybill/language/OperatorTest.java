package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorTest {

    private static boolean holds(FieldType type, Object raw, String op, Object rhv) {
        return RuleSet.parse(Map.of("lhv", "lead.f", "op", op, "rhv", rhv))
                .evaluate(Vars.of(Map.of("lead", Map.of("f", type.parse(raw)))))
                .pass();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "phone; (512) 789-1111; is equal to; 512.789.1111; true",
                "phone; (512) 789-1111; is included in; 281-330-8004, 512-789-1111; true",
                "phone; (512) 789-1111; includes; 789; true",
                "state; tx; is equal to; Texas; true",
                "state; Texas; is included in; Texas, CA; true",
                "state; Texas; is not included in; Florida, CA; true",
                "gender; f; is equal to; F; true",
                "date; 2/1/2024; is equal to; February 1, 2024; true",
                "date; 2/1/2024; is less than; 2/2/2024; true",
                "date; 2/1/2024; is between; 1/1/2024 to 12/31/2024; true",
                "date; 2/1/2024; is between; 2024-01-01, 2024-01-31; false",
                "date; no day; is less than; 2/2/2024; false",
                "date; no day; is not between; 1/1/2024 to 12/31/2024; true",
                "dob; 6/2/1980; is greater than or equal to; 1980-06-02; true",
                "time; 2024-02-01T10:00:00Z; is greater than; 2024-02-01T09:59:59Z; true",
                "time; 2024-02-01T10:00:00Z; is greater than; 2024-02-01; true",
                "time; 2024-02-01T10:00:00-05:00; is equal to; 2024-02-01 15:00 UTC; true",
                "number; $1,500.00; is equal to; 1500; true",
                "number; 1500; is equal to; $1,500; true",
                "number; 1500; is less than; $1,501; true",
                "number; 1500; is between; $1,000 - $2,000; true",
                "number; 15; is between; 15 to 20; true",
                "number; 15; is included in; 10, 15.0, 20; true",
                "number; 15; includes; 5; true",
                "number; -5; is between; -10--1; true",
                "range; 700-750; is equal to; 700 to 750; true",
                "range; 700-750; is greater than; 724; true",
                "range; 700+; is greater than; 1; false",
                "postal_code; 787041234; is equal to; 78704-1234; true",
                "postal_code; 00501; is equal to; 501; false",
                "email; Joe@Example.com; is equal to; joe@example.COM; true",
                "email; joe@example.com; matches pattern; @example\\.com$; true",
                "ssn; 123-45-6789; is equal to; 123456789; true",
                "ip; http://1.2.3.4/x; is equal to; 1.2.3.4; true",
                "url; example.com; is equal to; http://example.com; true",
                "street; 1 Main St; does not include; Elm; true",
                "string; ÄRGER; is equal to; ärger; true",
                "string; ÄRGER; is included in; x, ärger; true",
                "string; 007; is equal to; 7; false",
                "string; 0930; is between; 0830-1645; true",
                "string; 1645; is between; 0830-1645; true",
                "string; 1646; is not between; 0830-1645; true",
                "boolean; yes; is equal to; true; true",
                "trustedform_url; x; includes; x; true",
            })
    void sides_are_compared_as_values_of_the_type(
            String type, String raw, String op, String rhv, boolean pass) {
        assertThat(holds(FieldType.of(type), raw, op, rhv)).isEqualTo(pass);
    }

    @ParameterizedTest
    @CsvSource({
        "yes, is true, true",
        "no, is true, false",
        "no, is not true, true",
        "no, is false, true",
        "yes, is not false, true",
        "maybe, is true, false",
        "maybe, is not true, true",
        "maybe, format is invalid, true",
    })
    void truth_is_asked_of_booleans(String raw, String op, boolean pass) {
        assertThat(holds(FieldType.BOOLEAN, raw, op, "")).isEqualTo(pass);
    }

    /**
     * An operator and its opposite never both hold or both fail, but for a pattern that gives up.
     */
    @ParameterizedTest
    @EnumSource
    void opposites_exclude_each_other_for_every_type(FieldType type) {
        List<Object> values =
                new ArrayList<>(List.of("", " ", "TX", "yes", "10-20", "7", "x@y.de"));
        values.addAll(List.of("2024-02-01", "512-789-1111", "1.2.3.4", -3, true, List.of("a", 1)));
        for (Operator operator : withOpposite()) {
            Operator opposite = opposite(operator);
            for (Object left : values) {
                for (Object right : values) {
                    assertThat(holds(type, left, operator.text(), right))
                            .as("%s %s %s", left, operator.text(), right)
                            .isNotEqualTo(holds(type, left, opposite.text(), right));
                }
            }
        }
    }

    private static List<Operator> withOpposite() {
        return Arrays.stream(Operator.values())
                .filter(operator -> !operator.group().equals("order"))
                .toList();
    }

    private static Operator opposite(Operator operator) {
        List<Operator> pairs = withOpposite();
        return pairs.get(pairs.indexOf(operator) ^ 1);
    }

    @ParameterizedTest
    @EnumSource
    void every_type_has_operators_and_can_be_asked_whether_it_is_blank(FieldType type) {
        assertThat(type.operators()).contains(Operator.IS_BLANK, Operator.IS_NOT_BLANK);
        assertThat(type.components().values()).doesNotContainNull();
    }

    @Test
    void a_type_has_an_operator_and_its_opposite_or_neither() {
        assertThat(FieldType.NUMBER.operators())
                .contains(Operator.IS_BETWEEN, Operator.IS_NOT_BETWEEN, Operator.IS_LESS_THAN)
                .doesNotContain(Operator.MATCHES_PATTERN, Operator.IS_TRUE, Operator.IS_OBSCENE);
        assertThat(FieldType.TRUSTEDFORM_URL.operators())
                .containsExactly(
                        Operator.IS_BLANK,
                        Operator.IS_NOT_BLANK,
                        Operator.FORMAT_IS_VALID,
                        Operator.FORMAT_IS_INVALID);
        assertThat(FieldType.PHONE.components())
                .containsEntry("area", FieldType.STRING)
                .containsEntry("is_tollfree", FieldType.BOOLEAN);
    }

    @Test
    void lists_and_templates_stand_on_both_sides() {
        Vars vars =
                Vars.of(
                        Map.of(
                                "lead",
                                Map.of(
                                        "city",
                                        "Austin",
                                        "state",
                                        FieldType.STATE.parse("TX"),
                                        "cities",
                                        List.of("Dallas", "austin"),
                                        "phones",
                                        List.of(FieldType.PHONE.parse("512-789-1111"))),
                                "buyer",
                                Map.of("found_in", List.of())));
        assertThat(passes(vars, "lead.city", "is included in", "{{lead.cities}}")).isTrue();
        assertThat(passes(vars, "lead.city", "is included in", List.of("{{lead.state}}", "x")))
                .isFalse();
        assertThat(passes(vars, "lead.state", "is included in", List.of("{{lead.state}}", "x")))
                .isTrue();
        assertThat(passes(vars, "lead.cities", "includes", "{{lead.city}}")).isTrue();
        assertThat(passes(vars, "lead.cities", "is included in", "AUSTIN,x")).isTrue();
        assertThat(passes(vars, "lead.cities", "includes", List.of("Waco", "Dallas"))).isTrue();
        assertThat(passes(vars, "lead.phones", "includes", "(512) 789-1111")).isTrue();
        assertThat(passes(vars, "buyer.found_in", "includes", "a_list")).isFalse();
        assertThat(passes(vars, "lead.city", "includes", List.of("Waco", "ust"))).isTrue();
        assertThat(passes(vars, "{{lead.city}}, {{lead.state}}", "is equal to", "austin, tx"))
                .isTrue();
        assertThat(passes(vars, "lead.cities", "is equal to", List.of("AUSTIN", "dallas")))
                .isTrue();
        assertThat(passes(vars, "lead.cities", "is equal to", List.of("Austin"))).isFalse();
    }

    private static boolean passes(Vars vars, String lhv, String op, Object rhv) {
        return RuleSet.parse(Map.of("lhv", lhv, "op", op, "rhv", rhv)).evaluate(vars).pass();
    }

    @ParameterizedTest
    @EnumSource
    void an_operator_answers_for_nothing_at_all(Operator operator) {
        Map<String, Object> rule = new HashMap<>();
        rule.put("lhv", "lead.nothing.at.all");
        rule.put("op", operator.text());
        rule.put("rhv", "10-20");
        assertThatCode(() -> RuleSet.parse(rule).evaluate(Vars.empty()).trace())
                .doesNotThrowAnyException();
    }
}
