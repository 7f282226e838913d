package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleWordsTest {

    private static final Map<String, Object> NOT_FLORIDA =
            Map.of("lhv", "lead.state", "op", "is not equal to", "rhv", "FL");
    private static final Map<String, Object> HAS_MAIL =
            Map.of("lhv", "lead.email", "op", "is not blank");
    private static final Map<String, Object> AREA =
            Map.of(
                    "lhv",
                    "lead.phone_1.area",
                    "op",
                    "is included in",
                    "rhv",
                    List.of("512", "737"));

    @Test
    void rules_that_must_hold_are_a_sentence_each() {
        RuleSet rules = set("and", NOT_FLORIDA, HAS_MAIL, AREA);

        assertThat(RuleWords.demands(rules))
                .containsExactly(
                        "State must not be FL",
                        "Email must not be blank",
                        "Phone 1 Area must be one of 512, 737");
        assertThat(RuleWords.facts(rules)).contains("Phone 1 Area is included in 512, 737");
    }

    @Test
    void rules_joined_by_or_are_one_sentence() {
        RuleSet rules =
                set("and", HAS_MAIL, Map.of("op", "or", "rules", List.of(NOT_FLORIDA, AREA)));

        assertThat(RuleWords.demands(rules))
                .containsExactly(
                        "Email must not be blank",
                        "State must not be FL or Phone 1 Area must be one of 512, 737");
        assertThat(RuleWords.fact(rules))
                .isEqualTo(
                        "Email is not blank and (State is not equal to FL or Phone 1 Area is"
                                + " included in 512, 737)");
    }

    @Test
    void a_template_is_shown_as_it_was_written() {
        RuleSet rules =
                set(
                        "and",
                        Map.of("lhv", "lead.state", "op", "is equal to", "rhv", "{{lead.city}}"));

        assertThat(RuleWords.fact(rules)).isEqualTo("State is equal to lead.city");
    }

    @Test
    void of_a_long_list_a_source_is_told_the_field_only() {
        Map<String, Object> blocked =
                Map.of(
                        "lhv",
                        "lead.phone_1",
                        "op",
                        "is not included in",
                        "rhv",
                        List.of("1", "2", "3", "4", "5", "6"));

        assertThat(RuleWords.demands(set("and", blocked)))
                .containsExactly("Phone 1 is checked against a list");
        assertThat(RuleWords.fact(set("and", blocked))).contains("1, 2, 3");
    }

    @Test
    void no_rules_are_no_words() {
        assertThat(RuleWords.demands(RuleSet.empty())).isEmpty();
        assertThat(RuleWords.fact(RuleSet.empty())).isEmpty();
    }

    private static RuleSet set(String op, Object... rules) {
        return RuleSet.parse(Map.of("op", op, "rules", List.of(rules)));
    }
}
