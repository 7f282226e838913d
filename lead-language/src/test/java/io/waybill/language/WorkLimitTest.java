package io.waybill.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.language.WorkLimit.TooMuchWork;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkLimitTest {

    private static final Map<String, Object> SLOW =
            Map.of("lhv", "lead.comments", "op", "matches pattern", "rhv", ".*.*.*=");

    @Test
    void many_patterns_on_many_texts_end_together() {
        RuleSet rules = RuleSet.parse(Map.of("op", "or", "rules", Collections.nCopies(100, SLOW)));
        Vars vars = comments(Collections.nCopies(2_000, "x".repeat(90)));

        assertThatThrownBy(() -> WorkLimit.within(() -> rules.evaluate(vars)))
                .isInstanceOf(TooMuchWork.class);
    }

    private static RuleSet lists(int rules) {
        Map<String, Object> listed =
                Map.of(
                        "lhv", "lead.comments",
                        "op", "is included in",
                        "rhv", Collections.nCopies(10_000, "y"));
        return RuleSet.parse(Map.of("op", "or", "rules", Collections.nCopies(rules, listed)));
    }

    @Test
    void long_lists_are_looked_up_and_not_compared_with_each_other() {
        RuleSet rules = lists(100);
        Vars vars = comments(Collections.nCopies(10_000, "x"));

        assertThat(WorkLimit.<Boolean>within(() -> rules.evaluate(vars).pass())).isFalse();
    }

    @Test
    void long_lists_in_many_rules_end_together() {
        RuleSet rules = lists(1_000);
        Vars vars = comments(Collections.nCopies(30_000, "x"));

        assertThatThrownBy(() -> WorkLimit.within(() -> rules.evaluate(vars)))
                .isInstanceOf(TooMuchWork.class);
    }

    @Test
    void templates_count_too() {
        Template template = Template.compile("{{lead.comments}} {{lead.comments}}");
        Vars vars = comments("x".repeat(200_000));

        assertThatThrownBy(() ->
                        WorkLimit.within(() -> {
                            for (int i = 0; i < 1_000; i++) {
                                template.renderText(vars);
                            }
                            return "";
                        }))
                .isInstanceOf(TooMuchWork.class);
    }

    @Test
    void templates_that_fail_count_as_well() {
        String twice =
                "{{#each lead.comments}}{{#each lead.comments}}x{{/each}}{{/each}} of {{lead.x}}";
        Map<String, Object> rule = Map.of("lhv", twice, "op", "is equal to", "rhv", "x");
        RuleSet rules = RuleSet.parse(Map.of("op", "or", "rules", Collections.nCopies(300, rule)));
        Vars vars = comments(Collections.nCopies(110, "x"));

        assertThatThrownBy(() -> WorkLimit.within(() -> rules.evaluate(vars)))
                .isInstanceOf(TooMuchWork.class);
    }

    @Test
    void a_thousand_rules_about_a_usual_lead_are_far_from_the_limit() {
        Map<String, Object> usual =
                Map.of("lhv", "lead.comments", "op", "matches pattern", "rhv", "roof|solar");
        RuleSet rules =
                RuleSet.parse(Map.of("op", "or", "rules", Collections.nCopies(1_000, usual)));

        boolean pass =
                WorkLimit.within(() -> rules.evaluate(comments("We would like an offer")).pass());

        assertThat(pass).isFalse();
    }

    @Test
    void a_decision_within_a_decision_counts_as_the_outer_one() {
        RuleSet rule = RuleSet.parse(SLOW);
        Vars vars = comments(Collections.nCopies(2_000, "x".repeat(90)));

        assertThatThrownBy(() ->
                        WorkLimit.within(() -> {
                            for (int i = 0; i < 100; i++) {
                                WorkLimit.within(() -> rule.evaluate(vars));
                            }
                            return "";
                        }))
                .isInstanceOf(TooMuchWork.class);
    }

    private static Vars comments(Object value) {
        return Vars.of(Map.of("lead", Map.of("comments", value)));
    }

    private static Vars comments(List<String> values) {
        return comments((Object) values);
    }
}
