package io.waybill.flowengine.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowDifferenceTest {

    private static final Map<String, Object> SOLAR = TestFlows.solar();

    @Test
    void the_same_flow_has_no_difference() {
        assertThat(FlowDifference.between(SOLAR, TestFlows.solar())).isEmpty();
        assertThat(words(SOLAR, TestFlows.solar("purchase_price", 4))).isEmpty();
    }

    @Test
    void prices_and_times_are_told_with_both_values() {
        assertThat(words(SOLAR, TestFlows.solar("purchase_price", "5.5")))
                .containsExactly("Flow: the purchase price changed from 4.00 to 5.50");
        assertThat(words(SOLAR, TestFlows.solar("respond_within_seconds", null)))
                .containsExactly("Flow: the response time in seconds 20 was removed");
        Object prices =
                TestFlows.json(
                        """
                        {"prices": [{"amount": "8"}, {"amount": "9.25", "rule_set":
                            {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}}]}
                        """);
        assertThat(words(SOLAR, TestFlows.solar("steps/1/sale_price", prices)))
                .containsExactly(
                        "Step \"Acme Solar\": the sale price changed from 12.50 to 8.00; 9.25 when"
                                + " State is equal to TX");
    }

    @Test
    void rules_are_told_one_by_one() {
        Object rules =
                TestFlows.json(
                                """
                                {"r": {"op": "and", "rules": [
                                    {"lhv": "lead.email", "op": "is not blank"},
                                    {"lhv": "lead.state", "op": "is not equal to", "rhv": "CA"}]}}
                                """)
                        .get("r");

        assertThat(words(SOLAR, TestFlows.solar("acceptance/rule_set", rules)))
                .containsExactly(
                        "Flow, acceptance: the rule State is not equal to FL was removed",
                        "Flow, acceptance: the rule State is not equal to CA was added");
    }

    @Test
    void weights_and_segments_of_a_routing_are_told() {
        Map<String, Object> before =
                scored(
                        "{\"acceptance\": 5}",
                        "{\"name\": \"Large\", \"score\": 1, \"rule_set\": {\"lhv\": \"recipient.volume\", \"op\": \"is greater than\", \"rhv\": 100}}",
                        "{\"name\": \"Others\", \"score\": 0}");

        assertThat(
                        words(
                                before,
                                scored(
                                        "{\"acceptance\": 10, \"conversion\": 3}",
                                        "{\"name\": \"Large\", \"score\": 2, \"rule_set\": {\"lhv\": \"recipient.volume\", \"op\": \"is greater than\", \"rhv\": 200}}",
                                        "{\"name\": \"New\", \"score\": 0}")))
                .containsExactly(
                        "Step \"Route\", segment \"Others\" was removed",
                        "Step \"Route\", segment \"Large\": the score changed from 1 to 2",
                        "Step \"Route\", segment \"Large\": the rule Recipient Volume is greater than 100 was removed",
                        "Step \"Route\", segment \"Large\": the rule Recipient Volume is greater than 200 was added",
                        "Step \"Route\", segment \"New\" was added",
                        "Step \"Route\", recipient \"A\", score: the acceptance changed from 5 to 10",
                        "Step \"Route\", recipient \"A\", score: the conversion was set to 3");
        assertThat(
                        words(
                                before,
                                scored(
                                        "{\"acceptance\": 5}",
                                        "{\"name\": \"Others\", \"score\": 0}",
                                        "{\"name\": \"Large\", \"score\": 1, \"rule_set\": {\"lhv\": \"recipient.volume\", \"op\": \"is greater than\", \"rhv\": 100}}")))
                .containsExactly("Step \"Route\": the order of the segments changed");
    }

    private static Map<String, Object> scored(String score, String... segments) {
        return TestFlows.json(
                """
                {"name": "Test", "steps": [{"id": "route", "name": "Route", "type": "routing",
                   "method": "score", "segments": [%s],
                   "recipients": [{"id": "a", "name": "A", "score": %s}]}]}
                """
                        .formatted(String.join(",", segments), score));
    }

    @Test
    void steps_are_added_moved_disabled_and_removed() {
        Map<String, Object> after = TestFlows.solar();
        List<Object> steps = new ArrayList<>((List<?>) after.get("steps"));
        Object last = steps.removeLast();
        steps.addFirst(TestFlows.json("{\"id\":\"x\",\"type\":\"filter\",\"name\":\"New\"}"));
        steps.add(2, last);
        after.put("steps", steps);

        assertThat(words(SOLAR, after))
                .contains("Step \"New\" (filter) was added at place 1")
                .hasSize(2);
        assertThat(words(after, SOLAR)).contains("Step \"New\" was removed").hasSize(2);
        assertThat(words(SOLAR, TestFlows.solar("steps/0/enabled", false)))
                .containsExactly("Step \"No Texas\" was disabled");
    }

    @Test
    void a_moved_step_is_named_and_those_that_it_passed_are_not() {
        Map<String, Object> after = TestFlows.solar();
        List<Object> steps = new ArrayList<>((List<?>) after.get("steps"));
        steps.addFirst(steps.removeLast());
        after.put("steps", steps);

        assertThat(words(SOLAR, after))
                .containsExactly("Step \"Buyer broken\" moved from place 3 to place 1");
    }

    @Test
    void caps_are_the_same_when_their_ids_are() {
        Map<String, Object> ten = TestFlows.solar("steps/1/caps", List.of(cap(10)));
        Map<String, Object> twenty = TestFlows.solar("steps/1/caps", List.of(cap(20)));

        assertThat(words(SOLAR, ten))
                .containsExactly(
                        "Step \"Acme Solar\", cap \"Daily\" was added: at most 10 leads in 1 day");
        assertThat(words(ten, twenty))
                .containsExactly(
                        "Step \"Acme Solar\", cap \"Daily\": the maximum changed from 10 to 20");
        assertThat(words(twenty, SOLAR))
                .containsExactly("Step \"Acme Solar\", cap \"Daily\" was removed");
    }

    @Test
    void secrets_and_keys_are_told_without_their_values() {
        Map<String, Object> before =
                TestFlows.solar("steps/1/delivery/header.X-Api-Key", "wbs1:aaaa");
        Map<String, Object> after =
                TestFlows.solar("steps/1/delivery/header.X-Api-Key", "wbs1:bbbb");

        assertThat(words(before, after))
                .containsExactly("Step \"Acme Solar\": the secret header.X-Api-Key was replaced");
        assertThat(words(SOLAR, TestFlows.solar("sources/0/key_hash", "ab".repeat(32))))
                .containsExactly("Source \"Web form\" has a key");
    }

    @Test
    void hours_and_mappings_are_told_in_words() {
        Object hours =
                TestFlows.json(
                        """
                        {"time_zone": "America/Chicago", "days": {"monday": [["08:00", "17:00"]]}}
                        """);
        Object mappings =
                List.of(TestFlows.json("{\"property\": \"lead.city\", \"value\": \"Austin\"}"));

        assertThat(words(SOLAR, TestFlows.solar("hours_of_operation", hours)))
                .containsExactly(
                        "Flow: the hours of operation changed from always to monday 08:00–17:00"
                                + " (America/Chicago)");
        assertThat(words(SOLAR, TestFlows.solar("sources/0/mappings", mappings)))
                .containsExactly(
                        "Source \"Web form\": the mapping lead.city = \"Austin\" was added");
    }

    @Test
    void a_draft_that_makes_no_sense_is_compared_all_the_same() {
        Map<String, Object> odd =
                TestFlows.json(
                        """
                        {"name": "Solar", "steps": "none", "sources": [7, {"name": 5}],
                         "purchase_price": "1e999999999", "caps": {"a": 1},
                         "acceptance": {"rule_set": {"op": "xor", "rules": []}}}
                        """);

        assertThat(words(SOLAR, odd)).isNotEmpty().allMatch(sentence -> sentence.length() < 700);
        assertThat(words(odd, SOLAR)).isNotEmpty();
    }

    private static Map<String, Object> cap(int maximum) {
        return Map.of(
                "id",
                "c1",
                "name",
                "Daily",
                "type",
                "volume",
                "maximum",
                maximum,
                "duration",
                1,
                "duration_units",
                "day");
    }

    private static List<String> words(Map<String, Object> before, Map<String, Object> after) {
        return FlowDifference.between(before, after).stream().map(Change::sentence).toList();
    }
}
