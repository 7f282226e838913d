package io.waybill.flowengine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.trace.TraceStep;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
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
    void dots_in_the_id_of_a_field_nest() {
        GoldenLead lead =
                TrialReader.read(TestFlows.json("{\"fields\": {\"mortgage.state\": \"TX\"}}"))
                        .lead();

        assertThat(lead.fields()).isEqualTo(Map.of("mortgage", Map.of("state", "TX")));
    }

    private static TraceStep step(TrialResult result, String event) {
        return result.trace().stream()
                .filter(step -> step.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static TrialResult tried(
            Map<String, Object> json, String state, Map<String, Reply> replies) {
        FlowDefinition definition = ((FlowReader.Result.Sound) FlowReader.read(json)).definition();
        RunnableFlow flow =
                new RunnableFlow(
                        TestFlows.FLOW,
                        1,
                        TestFlows.ACCOUNT,
                        ZoneId.of("America/New_York"),
                        definition);
        Lead lead =
                new Lead(
                        new UUID(1, 1),
                        TestFlows.FLOW,
                        1,
                        TestFlows.SOURCE,
                        NOW,
                        7,
                        false,
                        Map.of("email", "ada@example.org", "state", state));
        return new Trial(new LeadRunDecider((_, _, _) -> EVENT), flow, json).run(lead, replies);
    }
}
