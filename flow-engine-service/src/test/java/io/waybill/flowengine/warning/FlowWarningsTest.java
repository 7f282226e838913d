package io.waybill.flowengine.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.language.FieldCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowWarningsTest {

    private static final String EVENT_ID = "steps/1/delivery/json_property.event_id";

    @Test
    void a_delivery_that_takes_feedback_and_does_not_send_the_event_id_is_named_with_its_fix() {
        assertThat(FlowWarnings.of(TestFlows.solar()))
                .containsExactly(
                        new Warning(
                                "steps[1].delivery",
                                "Step \"Acme Solar\": feedback is on, but no mapping sends the"
                                        + " event_id that a buyer needs for it; add"
                                        + " json_property.event_id with {{event_id}}, or switch"
                                        + " feedback off"));
        assertThat(FlowWarnings.of(TestFlows.solar(EVENT_ID, "{{ event_id }}"))).isEmpty();
        assertThat(FlowWarnings.of(TestFlows.solar(EVENT_ID, "id-{{uppercase event_id}}")))
                .isEmpty();
    }

    @Test
    void feedback_that_is_off_needs_no_event_id() {
        Object off = Map.of("return", off(), "conversion", off());
        Object half = Map.of("return", off());

        assertThat(FlowWarnings.of(TestFlows.solar("steps/1/feedback", off))).isEmpty();
        assertThat(FlowWarnings.of(TestFlows.solar("steps/1/feedback", half))).hasSize(1);
    }

    @Test
    void an_outcome_that_is_success_by_default_is_warned_of() {
        Map<String, Object> flow = TestFlows.solar("steps/1/delivery/default_outcome", "Success");

        assertThat(FlowWarnings.of(flow))
                .extracting(Warning::field)
                .containsExactly("steps[1].delivery", "steps[1].delivery.default_outcome");
    }

    @Test
    void steps_behind_a_filter_that_stops_every_lead_are_never_reached() {
        Map<String, Object> flow = quiet();
        set(flow, rules("or", "lead.state", "is blank", null, "lead.state", "is not blank", null));

        assertThat(messages(flow))
                .containsExactly(
                        "Step \"Acme Solar\": it is never reached, since step \"No Texas\" stops"
                                + " every lead",
                        "Step \"Buyer broken\": it is never reached, since step \"No Texas\" stops"
                                + " every lead",
                        "Flow: no step that is enabled hands leads to anybody");
    }

    @Test
    void a_filter_that_the_acceptance_makes_useless_stops_none() {
        Map<String, Object> flow = quiet();
        set(flow, rules("and", "lead.state", "is equal to", "FL"));

        assertThat(messages(flow))
                .containsExactly(
                        "Step \"No Texas\": no lead that comes so far meets its rules, so that it"
                                + " stops none");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "lead.state, is equal to, TX, lead.state, is equal to, FL, true",
                "lead.state, is equal to, TX, lead.state, is equal to, tx, false",
                "lead.state, is equal to, TX, lead.city, is equal to, FL, false",
                "lead.email, is blank, -, lead.email, is equal to, a@b.co, true",
                "lead.email, is blank, -, lead.email, is not equal to, a@b.co, false",
                "lead.roof_age, is greater than, 10, lead.roof_age, is less than, 5, true",
                "lead.roof_age, is greater than, 5, lead.roof_age, is less than, 10, false",
                "lead.roof_age, is greater than, 5, lead.roof_age, is less than, 5, true",
                "lead.state, is included in, 'TX,FL', lead.state, is equal to, CA, true",
                "lead.state, is included in, 'TX,FL', lead.state, is not equal to, TX, false",
                "lead.state, matches pattern, T.*, lead.state, is equal to, CA, false",
                "lead.state, is equal to, {{lead.city}}, lead.state, is equal to, CA, false"
            })
    void rules_that_exclude_each_other_are_found_where_that_is_certain(
            String left,
            String op,
            String value,
            String left2,
            String op2,
            String value2,
            boolean impossible) {
        Object both = rules("and", left, op, value, left2, op2, value2);

        assertThat(Contradictions.in(FieldCatalogue.standard(), List.of(Term.of(both))))
                .isEqualTo(impossible);
    }

    @Test
    void acceptance_that_nobody_passes_is_named() {
        Map<String, Object> flow = quiet();
        flow.put(
                "acceptance",
                Map.of(
                        "rule_set",
                        rules(
                                "and",
                                "lead.state",
                                "is blank",
                                null,
                                "lead.state",
                                "is not blank",
                                null)));

        assertThat(messages(flow))
                .first()
                .isEqualTo(
                        "Acceptance: its rules exclude each other, so that every lead is refused");
    }

    @Test
    void a_required_field_that_no_rule_checks_is_named() {
        Map<String, Object> flow = quiet();
        flow.put(
                "fields",
                List.of(
                        Map.of("id", "roof_age", "type", "number", "required", true),
                        Map.of("id", "email", "type", "email", "required", true)));

        assertThat(messages(flow)).hasSize(1).first().asString().startsWith("Field \"roof_age\"");
    }

    @Test
    void disabled_steps_and_sources_are_named() {
        Map<String, Object> flow = TestFlows.solar("steps/1/enabled", false);

        assertThat(messages(flow))
                .containsExactly(
                        "Step \"Acme Solar\": it is disabled and passed over",
                        "Flow: no step that is enabled hands leads to anybody");
        assertThat(messages(TestFlows.solar("sources/0/enabled", false)))
                .first()
                .isEqualTo("Flow: all sources are disabled, so that no lead can come in");
    }

    @Test
    void the_work_for_rules_without_end_is_bounded() {
        Object or = rules("or", "lead.a", "is true", null, "lead.b", "is true", null);
        Object many = Map.of("op", "and", "rules", java.util.Collections.nCopies(60, or));

        assertThat(Contradictions.in(FieldCatalogue.standard(), List.of(Term.of(many)))).isFalse();
    }

    @Test
    void segments_that_count_for_nothing_are_warned_of() {
        assertThat(
                        messages(
                                byScore(
                                        "[{\"name\": \"Large\", \"score\": 1}]",
                                        "{\"acceptance\": 1}")))
                .containsExactly(
                        "Step \"Route\": no recipient gives score.segment a weight, so that its"
                                + " segments count for nothing");
        assertThat(messages(byScore("[]", "{\"segment\": 1}")))
                .containsExactly(
                        "Step \"Route\", recipient \"A\": score.segment has a weight, but the step"
                                + " has no segments");
        assertThat(
                        messages(
                                byScore(
                                        "[{\"name\": \"Odd\", \"score\": 1, \"rule_set\": {\"op\": \"and\","
                                                + " \"rules\": [{\"lhv\": \"recipient.technical_class\","
                                                + " \"op\": \"is equal to\", \"rhv\": \"api\"},"
                                                + " {\"lhv\": \"recipient.technical_class\","
                                                + " \"op\": \"is equal to\", \"rhv\": \"mail\"}]}}]",
                                        "{\"segment\": 1}")))
                .containsExactly(
                        "Step \"Route\", segment \"Odd\": its rules exclude each other, so that"
                                + " nobody is in it");
        assertThat(messages(byScore("[{\"name\": \"All\", \"score\": 1}]", "{\"segment\": 1}")))
                .isEmpty();
    }

    private static Map<String, Object> byScore(String segments, String score) {
        return TestFlows.json(
                """
                {"name": "Test", "sources": [{"id": "s", "name": "Web"}],
                 "steps": [{"id": "route", "name": "Route", "type": "routing", "method": "score",
                   "segments": %s, "recipients": [{"id": "a", "name": "A", "score": %s,
                     "feedback": {"return": {"enabled": false}, "conversion": {"enabled": false}}}]}]}
                """
                        .formatted(segments, score));
    }

    private static Map<String, Object> off() {
        return Map.of("enabled", false);
    }

    private static Map<String, Object> quiet() {
        return TestFlows.solar(EVENT_ID, "{{event_id}}");
    }

    private static void set(Map<String, Object> flow, Object rules) {
        @SuppressWarnings("unchecked")
        Map<String, Object> filter = (Map<String, Object>) ((List<?>) flow.get("steps")).getFirst();
        filter.put("rule_set", rules);
    }

    private static List<String> messages(Map<String, Object> flow) {
        return FlowWarnings.of(flow).stream().map(Warning::message).toList();
    }

    private static Map<String, Object> rules(String junction, String... parts) {
        List<Map<String, Object>> rules = new java.util.ArrayList<>();
        for (int i = 0; i < parts.length; i += 3) {
            Map<String, Object> rule = new java.util.HashMap<>();
            rule.put("lhv", parts[i]);
            rule.put("op", parts[i + 1]);
            if (parts[i + 2] != null) {
                rule.put("rhv", parts[i + 2]);
            }
            rules.add(rule);
        }
        return Map.of("op", junction, "rules", rules);
    }
}
