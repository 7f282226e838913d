package io.waybill.flowengine.trial;

import static io.waybill.flowengine.trial.TestTrials.said;
import static io.waybill.flowengine.trial.TestTrials.step;
import static io.waybill.flowengine.trial.TestTrials.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.trace.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final UUID EVENT = new UUID(7, 7);

    @Test
    void a_lead_goes_through_all_steps_and_deliveries_answer_with_success() {
        TrialResult result = tried(TestFlows.solar(), "CA", Map.of());

        assertThat(result.outcome()).isEqualTo(LeadOutcome.SUCCESS);
        assertThat(result.price()).isEqualByComparingTo("4");
        assertThat(result.revenue()).isEqualByComparingTo("12.50");
        assertThat(result.deliveries())
                .extracting(TrialResult.Delivered::name)
                .containsExactly("Acme Solar");
        assertThat(result.trace())
                .extracting(TraceStep::event)
                .containsExactly(
                        "lead_received",
                        "lead_accepted",
                        "filter_passed",
                        "delivery_requested",
                        "step_settled",
                        "filter_passed",
                        "lead_completed",
                        "lead_closed");
    }

    @Test
    void each_comparison_is_told_with_both_values_and_its_sentence() {
        TraceStep filter = step(tried(TestFlows.solar(), "TX", Map.of()), "filter_stopped");

        assertThat(filter.sentence())
                .isEqualTo("Step \"No Texas\" stopped the lead with failure: We do not buy in TX");
        assertThat(filter.rules().getFirst())
                .containsEntry("lhv", "lead.state")
                .containsEntry("left", "TX")
                .containsEntry("right", "TX")
                .containsEntry("pass", true);
    }

    @Test
    void a_refused_lead_says_which_rule_refused_it() {
        TrialResult result = tried(TestFlows.solar(), "FL", Map.of());

        assertThat(result.outcome()).isEqualTo(LeadOutcome.FAILURE);
        assertThat(result.price()).isEqualByComparingTo("0");
        assertThat(step(result, "lead_refused").rules()).hasSize(2);
        assertThat(step(result, "lead_refused").sentence()).endsWith("State must not be FL");
    }

    @Test
    void replies_are_given_by_key_name_or_id_of_the_step() {
        for (String named : List.of("acme", "acme_solar", "Acme Solar")) {
            Reply broken =
                    new Reply(LeadOutcome.ERROR, Optional.of("gone"), Optional.empty(), Map.of());

            TrialResult result = tried(TestFlows.solar(), "CA", Map.of(named, broken));

            assertThat(result.outcome()).isEqualTo(LeadOutcome.ERROR);
            assertThat(result.revenue()).isEqualByComparingTo("0");
        }
    }

    @Test
    void what_would_be_sent_is_shown_without_secrets() {
        Map<String, Object> sent =
                step(tried(TestFlows.solar(), "CA", Map.of()), "delivery_requested").sent();

        assertThat(sent)
                .containsEntry("json_property.email", "ada@example.org")
                .containsEntry("header.X-Api-Key", "********")
                .containsEntry("url", "https://acme.example/leads");
    }

    @Test
    void a_golden_lead_tells_its_differences_in_words() {
        TrialReader.Read read =
                TrialReader.read(
                        TestFlows.json(
                                """
                                {"name": "Texas", "fields": {"email": "a@b.co", "state": "TX"},
                                 "expected": {"outcome": "success", "reason": "", "price": "4.00",
                                     "deliveries": ["Acme Solar"]}}
                                """));

        assertThat(read.flaws()).isEmpty();
        assertThat(read.lead().differences(tried(TestFlows.solar(), "TX", Map.of())))
                .containsExactly(
                        "the outcome is failure in place of success",
                        "the reason is \"We do not buy in TX\" in place of \"\"",
                        "the price is 0.0000 in place of 4.0000",
                        "it is delivered to nobody in place of Acme Solar");
        assertThat(read.lead().differences(tried(TestFlows.solar(), "CA", Map.of()))).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_named_all_at_once() {
        List<Flaw> flaws =
                TrialReader.read(
                                TestFlows.json(
                                        """
                                        {"fields": 7, "now": "soon", "source_id": "x",
                                         "random": "much",
                                         "replies": {"acme": {"outcome": "perhaps", "price": -1}},
                                         "expected": {"deliveries": "Acme"}}
                                        """))
                        .flaws();

        assertThat(flaws)
                .extracting(Flaw::field)
                .containsExactlyInAnyOrder(
                        "fields",
                        "now",
                        "source_id",
                        "random",
                        "replies.acme.outcome",
                        "replies.acme.price",
                        "expected.deliveries");
    }

    @Test
    void what_the_lane_knows_can_be_said() {
        Map<String, Object> capped =
                TestFlows.solar(
                        "caps",
                        List.of(Map.of("id", "daily", "maximum", 10, "duration_units", "day")));
        Map<String, Object> checked =
                TestFlows.solar(
                        "list_checks",
                        List.of(
                                TestFlows.json(
                                        """
                                        {"key": "twin", "kind": "duplicate", "fields": ["lead.email"],
                                         "within": {"value": 1, "units": "day"}}
                                        """),
                                TestFlows.json(
                                        """
                                        {"key": "dnc", "kind": "suppression",
                                         "list": "0191d0a0-0000-7000-8000-000000000115",
                                         "value": "{{lead.email}}"}
                                        """)));

        assertThat(tried(capped, "CA", Map.of(), said("\"counts\": {\"daily\": 10}")).reason())
                .contains("Cap reached");
        assertThat(tried(capped, "CA", Map.of(), said("\"counts\": {\"daily\": 9}")).outcome())
                .isEqualTo(LeadOutcome.SUCCESS);
        assertThat(tried(checked, "CA", Map.of(), said("\"duplicate\": true")).reason())
                .contains("Duplicate");
        assertThat(
                        tried(
                                        checked,
                                        "CA",
                                        Map.of(),
                                        said(
                                                "\"lists\": {\"0191d0a0-0000-7000-8000-000000000115\": true}"))
                                .reason())
                .contains("Suppressed");
    }

    @Test
    void what_cannot_be_said_of_a_lane_is_named() {
        assertThat(
                        TrialReader.read(
                                        TestFlows.json(
                                                """
                                                {"fields": {}, "readings": {"duplicate": 1, "moon": 1,
                                                 "counts": {"daily": "many"}, "lists": {"dnc": true}}}
                                                """))
                                .flaws())
                .extracting(Flaw::field)
                .containsExactlyInAnyOrder(
                        "readings.duplicate",
                        "readings.moon",
                        "readings.counts.daily",
                        "readings.lists.dnc");
    }

    @Test
    void a_trial_that_asks_for_too_many_answers_is_ended_and_told() {
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            recipients.add(
                    """
                    {"id": "r%1$d", "name": "R%1$d", "type": "recipient",
                     "delivery": {"format": "form", "url": "https://a.example"}}
                    """
                            .formatted(i));
        }
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i += 100) {
            steps.add(
                    """
                    {"id": "s%1$d", "name": "S%1$d", "type": "routing", "method": "in_order",
                     "share": "many", "recipients": [%2$s]}
                    """
                            .formatted(
                                    i,
                                    String.join(
                                            ",",
                                            recipients.subList(
                                                    i, Math.min(i + 100, recipients.size())))));
        }
        Map<String, Object> flow = TestFlows.solar();
        flow.put(
                "steps",
                TestFlows.json("{\"steps\": [" + String.join(",", steps) + "]}").get("steps"));

        TrialResult result = tried(flow, "CA", Map.of());

        assertThat(result.outcome()).isEqualTo(LeadOutcome.ERROR);
        assertThat(result.reason().orElseThrow()).contains("more than 1000 answers");
    }

    @Test
    void dots_in_the_id_of_a_field_nest() {
        GoldenLead lead =
                TrialReader.read(TestFlows.json("{\"fields\": {\"mortgage.state\": \"TX\"}}"))
                        .lead();

        assertThat(lead.fields()).isEqualTo(Map.of("mortgage", Map.of("state", "TX")));
    }
}
