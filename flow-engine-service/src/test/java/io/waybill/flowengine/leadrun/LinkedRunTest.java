package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadAccepted;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.SaleReconciled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepKept;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkedRunTest {

    private static final UUID SECOND = UUID.fromString("0191d0a0-0000-7000-8000-000000002ead");
    private static final UUID THIRD = UUID.fromString("0191d0a0-0000-7000-8000-000000003ead");
    private static final String TWO_BUYERS =
            """
            {"name": "Two", "purchase_price": "4.00",
             "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
             "steps": [
                 {"id": "acme", "type": "recipient", "name": "Acme", "sale_price": "12.50",
                  "delivery": {"format": "json", "url": "https://acme.example/leads"}},
                 {"id": "zeta", "type": "recipient", "name": "Zeta", "sale_price": "3.00",
                  "delivery": {"format": "json", "url": "https://zeta.example/leads"}},
                 {"id": "stop", "type": "filter", "name": "Zeta must have it", "outcome": "error",
                  "rule_set": {"op": "and", "rules": [
                      {"lhv": "zeta.outcome", "op": "is equal to", "rhv": "error"}]}}]}
            """;
    private static final String EXCLUSIVE =
            """
            {"name": "One of two",
             "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
             "steps": [
                 {"id": "buyers", "type": "routing", "key": "buyers", "name": "Buyers",
                  "enabled": true, "method": "in_order", "share": "%s", "recipients": [
                     {"id": "acme", "type": "recipient", "name": "Acme", "sale_price": "12.50",
                      "delivery": {"format": "json", "url": "https://acme.example/leads"}},
                     {"id": "zeta", "type": "recipient", "name": "Zeta", "sale_price": "3.00",
                      "delivery": {"format": "json", "url": "https://zeta.example/leads"}}]}]}
            """;

    @Test
    void a_delivery_that_succeeded_is_not_repeated_and_its_result_stands() {
        Play first =
                first(TWO_BUYERS)
                        .settles(LeadOutcome.SUCCESS, true, Map.of("agent", "Grace"))
                        .settles(LeadOutcome.ERROR);
        assertThat(first.completed().outcome()).isEqualTo(LeadOutcome.ERROR);

        Play again = again(TWO_BUYERS, SECOND, first, false);

        StepKept kept = again.only(StepKept.class);
        assertThat(kept.stepId()).isEqualTo("acme");
        assertThat(kept.kept().eventId()).isEqualTo(requested(first, "acme").eventId());
        assertThat(kept.kept().result())
                .containsEntry("agent", "Grace")
                .containsEntry("outcome", "success");
        assertThat(again.waitsFor()).isEqualTo("zeta");
        again.settles(LeadOutcome.SUCCESS);
        assertThat(again.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
        assertThat(again.completed().revenue()).isEqualByComparingTo("3.00");
    }

    @Test
    void a_lead_that_came_to_nothing_is_paid_when_it_is_sold_at_last() {
        Play first = first(TWO_BUYERS).settles(LeadOutcome.FAILURE).settles(LeadOutcome.ERROR);

        Play again = again(TWO_BUYERS, SECOND, first, false);
        again.settles(LeadOutcome.SUCCESS).settles(LeadOutcome.SUCCESS);

        assertThat(again.only(LeadAccepted.class).price()).isEqualByComparingTo("4.00");
        assertThat(again.completed().price()).isEqualByComparingTo("4.00");
        assertThat(again.completed().revenue()).isEqualByComparingTo("15.50");
    }

    @Test
    void a_lead_that_was_sold_is_not_paid_again() {
        Play first = first(TWO_BUYERS).settles(LeadOutcome.SUCCESS).settles(LeadOutcome.FAILURE);
        assertThat(first.completed().price()).isEqualByComparingTo("4.00");

        Play again = again(TWO_BUYERS, SECOND, first, false).settles(LeadOutcome.SUCCESS);

        assertThat(again.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
        assertThat(again.completed().price()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(again.completed().revenue()).isEqualByComparingTo("3.00");
    }

    @Test
    void a_sold_lead_is_counted_once() {
        Play first = first(TWO_BUYERS).settles(LeadOutcome.SUCCESS).settles(LeadOutcome.SUCCESS);
        Lead second = next(SECOND, first, false);
        Play again = Play.submit(flow(TWO_BUYERS), second, LeadRunSpecification.READINGS);

        assertThat(again.all(DeliveryRequested.class)).isEmpty();
        assertThat(LaneCounts.of(TestLeads.from("CA"), first.completed(), TestLeads.RECEIVED))
                .isNotEmpty();
        assertThat(LaneCounts.of(second, again.completed(), TestLeads.RECEIVED)).isEmpty();
    }

    @Test
    void what_may_have_been_taken_is_delivered_again_only_on_the_callers_word() {
        Play first =
                first(TWO_BUYERS)
                        .settles(LeadOutcome.ERROR, false, Map.of())
                        .settles(LeadOutcome.ERROR);

        assertThat(again(TWO_BUYERS, SECOND, first, false).waitsFor()).isEqualTo("zeta");
        assertThat(again(TWO_BUYERS, SECOND, first, true).waitsFor()).isEqualTo("acme");
    }

    @Test
    void what_stood_in_the_second_run_stands_in_the_third() {
        Play first = first(TWO_BUYERS).settles(LeadOutcome.SUCCESS).settles(LeadOutcome.ERROR);
        Play second = again(TWO_BUYERS, SECOND, first, false).settles(LeadOutcome.SUCCESS);

        Lead third = next(THIRD, second, false);
        Play last = Play.submit(flow(TWO_BUYERS), third, LeadRunSpecification.READINGS);

        assertThat(third.earlier().ids()).containsExactly(TestLeads.LEAD, SECOND);
        assertThat(third.earlier().number()).isEqualTo(3);
        assertThat(third.firstId()).isEqualTo(TestLeads.LEAD);
        assertThat(third.earlier().sold()).isTrue();
        assertThat(last.all(StepKept.class))
                .extracting(StepKept::stepId)
                .containsExactly("acme", "zeta");
        assertThat(last.completed().revenue()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void an_exclusive_buyer_that_has_the_lead_keeps_it_alone() {
        String flow = EXCLUSIVE.formatted("exclusive");
        Play first = first(flow).settles(LeadOutcome.SUCCESS);

        Play again = again(flow, SECOND, first, false);

        assertThat(again.only(StepKept.class).routing()).contains("buyers");
        assertThat(again.all(RecipientChosen.class)).isEmpty();
        assertThat(again.all(DeliveryRequested.class)).isEmpty();
        assertThat(again.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
    }

    @Test
    void among_many_only_those_that_do_not_have_the_lead_get_it() {
        String flow = EXCLUSIVE.formatted("many");
        Play first = first(flow).settles(LeadOutcome.SUCCESS).settles(LeadOutcome.FAILURE);

        Play again = again(flow, SECOND, first, false);

        assertThat(again.only(StepKept.class).stepId()).isEqualTo("acme");
        assertThat(again.waitsFor()).isEqualTo("zeta");
    }

    @Test
    void a_run_that_is_under_way_is_no_ground_for_another() {
        assertThat(EarlierRuns.after(first(TWO_BUYERS).events(), List.of(), false)).isEmpty();
        assertThat(EarlierRuns.after(List.of(), List.of(), false)).isEmpty();
    }

    @Test
    void a_sale_that_came_about_after_all_stands_and_one_that_did_not_is_made_again() {
        for (boolean success : List.of(true, false)) {
            Play first =
                    first(TWO_BUYERS)
                            .settles(LeadOutcome.ERROR, false, Map.of("agent", "Grace"))
                            .settles(LeadOutcome.ERROR);
            List<LeadRunEvent> events = new ArrayList<>(first.events());
            events.add(
                    new SaleReconciled(
                            "acme",
                            requested(first, "acme").eventId(),
                            success,
                            new BigDecimal(success ? "12.50" : "0"),
                            success));

            EarlierRuns earlier = EarlierRuns.after(events, List.of(), false).orElseThrow();

            assertThat(earlier.sold()).isEqualTo(success);
            assertThat(earlier.uncertain()).isEmpty();
            if (success) {
                EarlierRuns.Kept kept = earlier.of("acme").orElseThrow();
                assertThat(kept.certain()).isTrue();
                assertThat(kept.result())
                        .containsEntry("outcome", "success")
                        .containsEntry("agent", "Grace")
                        .doesNotContainKey("reason");
            } else {
                assertThat(earlier.of("acme")).isEmpty();
            }
        }
    }

    @Test
    void what_became_known_of_another_delivery_changes_nothing() {
        Play first =
                first(TWO_BUYERS)
                        .settles(LeadOutcome.ERROR, false, Map.of())
                        .settles(LeadOutcome.ERROR);
        List<LeadRunEvent> events = new ArrayList<>(first.events());
        events.add(new SaleReconciled("acme", SECOND, false, BigDecimal.ZERO, false));

        assertThat(EarlierRuns.after(events, List.of(), false).orElseThrow().uncertain())
                .hasSize(1);
    }

    @Test
    void what_a_redelivery_sold_is_not_delivered_again() {
        Play first = first(TWO_BUYERS).settles(LeadOutcome.ERROR).settles(LeadOutcome.ERROR);
        DeliveredSince since = new DeliveredSince("acme", requested(first, "acme").eventId(), true);

        EarlierRuns earlier = EarlierRuns.after(first.events(), List.of(since), true).orElseThrow();

        assertThat(earlier.of("acme").orElseThrow().outcome()).isEqualTo(LeadOutcome.SUCCESS);
        assertThat(earlier.of("zeta")).isEmpty();
    }

    @Test
    void what_a_buyer_may_have_by_a_redelivery_is_repeated_on_somebodys_word_only() {
        Play first = first(TWO_BUYERS).settles(LeadOutcome.ERROR).settles(LeadOutcome.ERROR);
        List<DeliveredSince> since =
                List.of(new DeliveredSince("acme", requested(first, "acme").eventId(), false));

        assertThat(EarlierRuns.after(first.events(), since, false).orElseThrow().uncertain())
                .extracting(LeadRun.Asked.Sale::stepId)
                .containsExactly("acme");
        assertThat(EarlierRuns.after(first.events(), since, true).orElseThrow().of("acme"))
                .isEmpty();
    }

    private static RunnableFlow flow(String json) {
        return TestLeads.flow(TestFlows.json(json));
    }

    private static Play first(String flow) {
        return Play.submit(flow, TestLeads.from("CA").data());
    }

    private static Lead next(UUID runId, Play newest, boolean repeatUncertain) {
        Lead lead = TestLeads.from("CA");
        return new Lead(
                        runId,
                        lead.flowId(),
                        1,
                        lead.sourceId(),
                        TestLeads.RECEIVED.plusSeconds(3600),
                        lead.random(),
                        false,
                        lead.data(),
                        lead.ip())
                .after(
                        EarlierRuns.after(newest.events(), List.of(), repeatUncertain)
                                .orElseThrow());
    }

    private static Play again(String flow, UUID runId, Play newest, boolean repeatUncertain) {
        return Play.submit(
                flow(flow), next(runId, newest, repeatUncertain), LeadRunSpecification.READINGS);
    }

    private static DeliveryRequested requested(Play play, String step) {
        return play.all(DeliveryRequested.class).stream()
                .filter(asked -> asked.stepId().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
