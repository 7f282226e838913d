package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSetTest {

    private static final Vars VARS =
            Vars.of(
                    Map.of(
                            "lead",
                            Map.of(
                                    "state", FieldType.STATE.parse("Texas"),
                                    "income", FieldType.NUMBER.parse("$50,000.50"),
                                    "credit_score", FieldType.RANGE.parse("700-749"),
                                    "born", FieldType.DATE.parse("6/2/1990"),
                                    "phone_1", FieldType.PHONE.parse("123"),
                                    "is_test", FieldType.BOOLEAN.parse("no"),
                                    "comments", "QUOTE please",
                                    "zip", "00501",
                                    "tags", List.of("b", "a")),
                            "buyer",
                            Map.of("outcome", "success")));

    static Map<String, Object> rule(String lhv, String op, @Nullable Object rhv) {
        return rhv == null
                ? Map.of("lhv", lhv, "op", op)
                : Map.of("lhv", lhv, "op", op, "rhv", rhv);
    }

    static Map<String, Object> set(String op, Object... rules) {
        return Map.of("op", op, "rules", List.of(rules));
    }

    private static Evaluation evaluate(Object json) {
        return RuleSet.parse(json).evaluate(VARS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "lead.state; is equal to; tx; true",
                "{{lead.state}}; is equal to; TX; true",
                "lead.state; is not equal to; TX; false",
                "lead.nothing; is not equal to; TX; true",
                "buyer.outcome; is equal to; Success; true",
                "lead.income; is equal to; 50000.5; true",
                "lead.zip; is equal to; 501; false",
                "lead.income; is greater than; 50000; true",
                "lead.income; is less than or equal to; 50000; false",
                "lead.credit_score; is less than; 725; true",
                "lead.credit_score; is greater than or equal to; 724.5; true",
                "lead.born; is less than; 2000-01-01; true",
                "lead.nothing; is less than; 5; false",
                "lead.comments; is greater than; 5; false",
                "lead.income; is between; 50000-60000; true",
                "lead.born; is between; 1990-01-01 - 1990-12-31; true",
                "lead.nothing; is between; 1-2; false",
                "lead.state; is included in; NY, tx; true",
                "lead.state; is not included in; NY, TX; false",
                "lead.nothing; is included in; NY; false",
                "lead.comments; includes; quote; true",
                "lead.tags; includes; A; true",
                "lead.tags; does not include; c; true",
                "lead.comments; matches pattern; ^quote\\s+please$; true",
                "lead.comments; does not match pattern; \\d; true",
                "lead.nothing; is blank;; true",
                "lead.state; is not blank;; true",
                "lead.is_test; is not true;; true",
                "lead.is_test; is false;; true",
                "lead.nothing; is not true;; true",
                "lead.nothing; is false;; false",
                "lead.phone_1; format is valid;; false",
                "lead.phone_1; format is invalid;; true",
                "lead.nothing; format is valid;; false",
                "{{lead.state}}/{{buyer.outcome}}; is equal to; TX/success; true",
            })
    void operators_compare(String lhv, String op, @Nullable String rhv, boolean pass) {
        assertThat(evaluate(rule(lhv, op, rhv)).pass()).isEqualTo(pass);
    }

    @Test
    void lists_are_equal_in_any_order_and_numbers_equal_numeric_text() {
        assertThat(evaluate(rule("lead.tags", "is equal to", List.of("A", "b"))).pass()).isTrue();
        assertThat(evaluate(rule("lead.zip", "is equal to", 501)).pass()).isTrue();
        assertThat(evaluate(rule("lead.income", "is between", List.of(1, 60_000))).pass()).isTrue();
    }

    @Test
    void a_value_can_be_compared_with_another_one() {
        assertThat(evaluate(rule("lead.state", "is equal to", "{{lead.state}}")).pass()).isTrue();
        assertThat(evaluate(rule("lead.state", "is equal to", "{{lead.zip}}")).pass()).isFalse();
    }

    @Test
    void and_stops_at_the_first_failure() {
        Evaluation evaluation =
                evaluate(
                        set(
                                "and",
                                rule("lead.state", "is equal to", "TX"),
                                set("and", rule("lead.state", "is not equal to", "TX")),
                                rule("lead.email", "is not blank", null)));
        assertThat(evaluation.pass()).isFalse();
        assertThat(evaluation.reason()).isEqualTo("State must not be TX");
        assertThat(evaluation.deciding()).isEqualTo("1.0");
        assertThat(evaluation.trace()).extracting(TraceEntry::path).containsExactly("0", "1.0");
    }

    @Test
    void or_names_every_failure() {
        Evaluation evaluation =
                evaluate(
                        set(
                                "or",
                                rule("lead.email", "is not blank", null),
                                rule("lead.state", "is included in", List.of("FL", "CA"))));
        assertThat(evaluation.reason())
                .isEqualTo("Missing required email or State must be one of FL, CA");
        assertThat(evaluation.deciding()).isEqualTo("0");
    }

    @Test
    void what_passes_has_no_reason_but_says_what_matched() {
        Evaluation evaluation =
                evaluate(
                        set(
                                "or",
                                rule("lead.zip", "is blank", null),
                                rule("lead.state", "is equal to", "TX")));
        assertThat(evaluation.pass()).isTrue();
        assertThat(evaluation.reason()).isNull();
        assertThat(evaluation.deciding()).isEqualTo("1");
        assertThat(evaluation.sentence()).isEqualTo("State is equal to TX");
    }

    @Test
    void the_set_of_a_rule_is_anded_with_it() {
        Map<String, Object> json =
                Map.of(
                        "lhv", "lead.state",
                        "op", "is equal to",
                        "rhv", "TX",
                        "rule_set", set("and", rule("lead.zip", "is equal to", "78704")));
        Evaluation evaluation = evaluate(set("and", json));
        assertThat(evaluation.pass()).isFalse();
        assertThat(evaluation.deciding()).isEqualTo("0.0");
    }

    @Test
    void nothing_and_an_empty_set_hold() {
        assertThat(RuleSet.parse(null).evaluate(VARS).pass()).isTrue();
        assertThat(evaluate(Map.of()).pass()).isTrue();
        assertThat(evaluate(set("or")).pass()).isTrue();
        assertThat(evaluate(set("or")).deciding()).isEmpty();
    }

    @Test
    void the_trace_shows_both_values_and_hides_them_from_logs() {
        TraceEntry entry = evaluate(rule("lead.income", "is less than", 10)).trace().getFirst();
        assertThat(entry.toView().get("left")).hasToString("50000.5");
        assertThat(entry.toView()).containsEntry("right", 10).containsEntry("pass", false);
        assertThat(entry.sentence()).isEqualTo("Income must be less than 10");
        assertThat(entry).asString().doesNotContain("50000");
    }

    static List<Map<String, Object>> refused() {
        return List.of(
                rule("lead.state", "is nearly", "TX"),
                rule("lead.state", "is equal to", null),
                rule("lead state", "is blank", null),
                rule("{{#x}}", "is blank", null),
                rule("lead.state", "matches pattern", "("),
                rule("lead.state", "is included in", List.of("{{#lead.zip}}")),
                Map.of("op", "is blank"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_could_not_be_evaluated_is_refused_with_its_place(Map<String, Object> rule) {
        Object json = set("and", rule("lead.zip", "is blank", null), set("or", rule));
        assertThatThrownBy(() -> RuleSet.parse(json))
                .isInstanceOfSatisfying(
                        InvalidRule.class, refused -> assertThat(refused.path()).isEqualTo("1.0"))
                .hasMessageStartingWith("Rule 1.0: ");
    }

    @Test
    void what_is_no_rule_set_is_refused() {
        assertThatThrownBy(() -> RuleSet.parse(set("and", rule("lead.x", "is like", null))))
                .hasMessageContaining("is like");
        assertThatThrownBy(() -> RuleSet.parse(Map.of("op", "xor", "rules", List.of())))
                .isInstanceOf(InvalidRule.class);
        assertThatThrownBy(() -> RuleSet.parse("TX")).isInstanceOf(InvalidRule.class);
    }

    @Test
    void endless_nesting_is_refused() {
        Map<String, Object> json = set("and", rule("lead.x", "is blank", null));
        for (int i = 0; i < 100; i++) {
            json = set("and", json);
        }
        Map<String, Object> deep = json;
        assertThatThrownBy(() -> RuleSet.parse(deep)).isInstanceOf(InvalidRule.class);
    }

    @Test
    void a_pattern_that_takes_too_long_neither_matches_nor_does_not() {
        Vars evil = Vars.of(Map.of("x", "a".repeat(40) + "!"));
        for (String op : List.of("matches pattern", "does not match pattern")) {
            assertThat(RuleSet.parse(rule("x", op, "(.*a){25}b")).evaluate(evil).pass()).isFalse();
        }
    }
}
