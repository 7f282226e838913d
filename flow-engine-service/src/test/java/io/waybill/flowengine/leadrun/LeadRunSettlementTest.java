package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterStopped;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadClosed;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LeadRunSettlementTest extends LeadRunSpecification {

    @Test
    void a_sale_is_revenue_and_the_lead_ends_in_success() {
        Settlement sold = TestLeads.settlement(LeadOutcome.SUCCESS);

        run().given(waiting())
                .when(settle(sold))
                .thenEvents(
                        new StepSettled("acme", TestLeads.EVENT, sold, SALE),
                        new FilterPassed("broken"),
                        success(SALE),
                        new LeadClosed())
                .andState(new LeadRun.Closed(TestLeads.LEAD));
    }

    @Test
    void a_buyers_refusal_earns_nothing_and_is_not_the_leads_outcome() {
        Settlement refused = TestLeads.settlement(LeadOutcome.FAILURE);

        run().given(waiting())
                .when(settle(refused))
                .thenEvents(
                        new StepSettled("acme", TestLeads.EVENT, refused, NOTHING),
                        new FilterPassed("broken"),
                        success(NOTHING),
                        new LeadClosed());
    }

    @Test
    void a_buyer_that_names_more_than_the_maximum_pays_the_maximum() {
        Settlement sold = TestLeads.settlement(LeadOutcome.SUCCESS);
        Map<String, Object> price = Map.of("from", "reply", "fallback", "3", "maximum", "5");
        Play play =
                Play.submit(
                        TestLeads.flow(TestFlows.solar("steps/1/sale_price", price)),
                        TestLeads.from("CA"),
                        READINGS);

        play.settles(LeadOutcome.SUCCESS, true, sold.price(), Map.of());

        assertThat(play.completed().revenue()).isEqualByComparingTo("5");
    }

    @Test
    void the_maximum_holds_also_where_the_rest_cannot_be_decided() {
        Settlement sold = TestLeads.settlement(LeadOutcome.SUCCESS);
        Map<String, Object> price = Map.of("from", "reply", "fallback", "3", "maximum", "5");
        RunnableFlow flow = TestLeads.flow(TestFlows.solar("steps/1/sale_price", price));
        List<LeadRunEvent> asked = Play.submit(flow, TestLeads.from("CA"), READINGS).events();
        LeadRun.Waiting waiting = (LeadRun.Waiting) run0(asked);
        SettleStep settled = new SettleStep(waiting.eventId(), sold);

        failing(Optional.of(flow))
                .given(asked)
                .when(settled)
                .thenEvents(
                        new StepSettled("acme", waiting.eventId(), sold, new BigDecimal("5.0000")),
                        failed(new BigDecimal("5.0000")),
                        new LeadClosed());
    }

    @Test
    void a_filter_on_a_steps_result_makes_it_the_leads() {
        Settlement broken = TestLeads.settlement(LeadOutcome.ERROR);
        RunnableFlow flow =
                TestLeads.flow(
                        TestFlows.solar(
                                "steps/2/reason",
                                "{{acme_solar.reason}} {{acme_solar.reference}} {{acme_solar.agent.name}}"));

        run(flow)
                .given(waiting())
                .when(settle(broken))
                .thenEvents(
                        new StepSettled("acme", TestLeads.EVENT, broken, NOTHING),
                        new FilterStopped(
                                "broken",
                                "0",
                                LeadOutcome.ERROR,
                                Optional.of("said so ref-1 Grace")),
                        completed(LeadOutcome.ERROR, "broken", "said so ref-1 Grace"),
                        new LeadClosed());
    }

    @Test
    void a_lead_comes_once() {
        LeadRunCommand again = submit("CA");

        run().given(waiting()).when(again).thenRefused(LeadRunRefusal.RECEIVED_BEFORE);
        run().given(closed()).when(again).thenRefused(LeadRunRefusal.RECEIVED_BEFORE);
    }

    @Test
    void a_settlement_without_a_waiting_run_is_turned_away() {
        LeadRunCommand late = settle(TestLeads.settlement(LeadOutcome.SUCCESS));

        run().given().when(late).thenRefused(LeadRunRefusal.NOT_WAITING);
        run().given(received("CA")).when(late).thenRefused(LeadRunRefusal.NOT_WAITING);
        run().given(completedOnly()).when(late).thenRefused(LeadRunRefusal.NOT_WAITING);
        run().given(closed()).when(late).thenRefused(LeadRunRefusal.NOT_WAITING);
    }

    @Test
    void a_settlement_of_another_delivery_is_turned_away() {
        LeadRunCommand other =
                new SettleStep(new UUID(1, 1), TestLeads.settlement(LeadOutcome.SUCCESS));

        run().given(waiting()).when(other).thenRefused(LeadRunRefusal.OTHER_DELIVERY);
    }

    @Test
    void a_decision_that_cannot_be_made_ends_the_lead_in_error_and_keeps_what_was_told() {
        Settlement sold = TestLeads.settlement(LeadOutcome.SUCCESS);
        failing()
                .given()
                .when(submit("CA"))
                .thenEvents(received("CA"), failed(NOTHING), new LeadClosed());
        failing()
                .given(waiting())
                .when(settle(sold))
                .thenEvents(
                        new StepSettled("acme", TestLeads.EVENT, sold, SALE),
                        failed(SALE),
                        new LeadClosed());
        failing().given(closed()).when(settle(sold)).thenRefused(LeadRunRefusal.NOT_WAITING);
    }

    @Test
    void a_run_whose_delivery_never_settled_ends_as_an_error_that_is_not_certain() {
        LeadRun waiting = run0(waiting());

        List<LeadRunEvent> events =
                ((Decision.Accepted<LeadRunEvent, LeadRunRefusal>) decider.expire(waiting))
                        .events();

        assertThat(events)
                .hasExactlyElementsOfTypes(
                        StepSettled.class, LeadCompleted.class, LeadClosed.class);
        assertThat(((StepSettled) events.getFirst()).settlement().certain()).isFalse();
        assertThat(((StepSettled) events.getFirst()).revenue()).isEqualTo(NOTHING);
        assertThat(decider.expire(run0(closed())))
                .isEqualTo(new Decision.Refused<>(LeadRunRefusal.NOT_WAITING));
    }

    @Test
    void evolving_ignores_what_does_not_fit() {
        run().given(ACCEPTED, REQUESTED, new LeadClosed()).thenState(new LeadRun.Absent());
        run().given(received("CA"), received("TX"), new LeadClosed())
                .thenState(new LeadRun.Running(LeadRun.Progress.start(TestLeads.from("CA"))));
        run().given(append(closed(), REQUESTED)).thenState(new LeadRun.Closed(TestLeads.LEAD));
        run().given(append(completedOnly(), REQUESTED))
                .thenState(new LeadRun.Completed(TestLeads.LEAD, LeadOutcome.SUCCESS));
    }

    @Test
    void nothing_shows_a_leads_values_in_words() {
        assertThat(waiting().toString() + run0(waiting())).doesNotContain("ada@example.org");
        assertThat(
                        new FilterStopped("s", "0", LeadOutcome.ERROR, Optional.of("ada"))
                                        .toString()
                                + TestLeads.settlement(LeadOutcome.ERROR))
                .doesNotContain("ada", "said so", "Grace");
    }

    @Test
    void a_delivery_reads_the_lead_its_surroundings_and_earlier_results() {
        LeadRun.Waiting waiting = (LeadRun.Waiting) run0(waiting());
        RunnableFlow flow = TestLeads.solar();
        var vars = flow.deliveryVars(waiting.progress(), flow.recipient("acme"), TestLeads.EVENT);

        assertThat(vars.text("lead.email.domain")).isEqualTo("example.org");
        assertThat(vars.text("lead.id")).isEqualTo(TestLeads.LEAD.toString());
        assertThat(vars.text("source.name")).isEqualTo("Web form");
        assertThat(vars.text("recipient.name")).isEqualTo("Acme Solar");
        assertThat(vars.text("event_id")).isEqualTo(TestLeads.EVENT.toString());
        assertThat(vars.text("submission.timestamp")).isEqualTo("2026-03-04T05:06:07Z");
    }
}
