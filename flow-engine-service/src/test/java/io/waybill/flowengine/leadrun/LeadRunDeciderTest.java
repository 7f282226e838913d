package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterStopped;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.flowengine.leadrun.LeadRunEvent.Skip;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSkipped;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadRunDeciderTest extends LeadRunSpecification {

    @Test
    void a_lead_that_is_accepted_and_not_stopped_waits_for_its_delivery() {
        run().given()
                .when(submit("CA"))
                .thenEvents(received("CA"), ACCEPTED, new FilterPassed("no-texas"), REQUESTED);
    }

    @Test
    void a_lead_that_fails_the_criteria_is_refused_with_the_rule_and_its_sentence() {
        run().given()
                .when(submit("FL"))
                .thenEvents(
                        received("FL"),
                        new LeadRefused("acceptance", "1", "State must not be FL"),
                        completed(LeadOutcome.FAILURE, "acceptance", "State must not be FL"),
                        new LeadClosed());
    }

    @Test
    void a_reason_of_the_acceptance_wins_over_the_sentence() {
        RunnableFlow flow =
                TestLeads.flow(TestFlows.solar("acceptance/reason", "Not in {{lead.state}}"));

        run(flow)
                .given()
                .when(submit("FL"))
                .thenEvents(
                        received("FL"),
                        new LeadRefused("acceptance", "1", "Not in FL"),
                        completed(LeadOutcome.FAILURE, "acceptance", "Not in FL"),
                        new LeadClosed());
    }

    @Test
    void a_filter_that_matches_stops_the_lead_with_its_outcome() {
        run().given()
                .when(submit("TX"))
                .thenEvents(
                        received("TX"),
                        ACCEPTED,
                        new FilterStopped(
                                "no-texas",
                                "0",
                                LeadOutcome.FAILURE,
                                Optional.of("We do not buy in TX")),
                        completed(LeadOutcome.FAILURE, "no-texas", "We do not buy in TX"),
                        new LeadClosed());
    }

    @Test
    void a_filter_may_end_a_lead_in_success_which_costs_the_purchase_price() {
        RunnableFlow flow = TestLeads.flow(TestFlows.solar("steps/0/outcome", "success"));

        run(flow)
                .given()
                .when(submit("TX"))
                .thenEvents(
                        received("TX"),
                        ACCEPTED,
                        new FilterStopped(
                                "no-texas",
                                "0",
                                LeadOutcome.SUCCESS,
                                Optional.of("We do not buy in TX")),
                        new LeadCompleted(
                                LeadOutcome.SUCCESS,
                                Optional.of("no-texas"),
                                Optional.of("We do not buy in TX"),
                                PRICE,
                                NOTHING),
                        new LeadClosed());
    }

    @Test
    void a_disabled_step_is_skipped() {
        RunnableFlow flow = TestLeads.flow(TestFlows.solar("steps/0/enabled", false));

        run(flow)
                .given()
                .when(submit("TX"))
                .thenEvents(
                        received("TX"),
                        ACCEPTED,
                        new StepSkipped("no-texas", Skip.DISABLED, Optional.empty()),
                        REQUESTED);
    }

    @Test
    void a_lead_that_a_recipient_does_not_want_skips_the_step() {
        run().given()
                .when(submit("NY"))
                .thenEvents(
                        received("NY"),
                        ACCEPTED,
                        new FilterPassed("no-texas"),
                        new StepSkipped("acme", Skip.CRITERIA, Optional.of("State must not be NY")),
                        new FilterPassed("broken"),
                        success(NOTHING),
                        new LeadClosed());
    }

    @Test
    void a_later_step_can_tell_a_skipped_one() {
        RunnableFlow flow = TestLeads.flow(TestFlows.solar("steps/2/rule_set/rules/0/rhv", "skip"));

        run(flow)
                .given()
                .when(submit("NY"))
                .thenEvents(
                        received("NY"),
                        ACCEPTED,
                        new FilterPassed("no-texas"),
                        new StepSkipped("acme", Skip.CRITERIA, Optional.of("State must not be NY")),
                        new FilterStopped("broken", "0", LeadOutcome.ERROR, sentence(flow)),
                        completed(LeadOutcome.ERROR, "broken", sentence(flow).orElseThrow()),
                        new LeadClosed());
    }

    @Test
    void a_template_that_fails_throws_so_that_the_caller_ends_the_run() {
        RunnableFlow flow = TestLeads.flow(TestFlows.solar("steps/0/reason", endless()));
        Lead lead = TestLeads.from("TX");
        lead.data().put("comments", java.util.Collections.nCopies(5_000, "many"));
        SubmitLead submit = new SubmitLead(lead, Optional.empty());

        assertThatThrownBy(() -> decider.decide(new LeadRun.Absent(), submit, flow, READINGS))
                .isInstanceOf(RuntimeException.class);
    }
}
