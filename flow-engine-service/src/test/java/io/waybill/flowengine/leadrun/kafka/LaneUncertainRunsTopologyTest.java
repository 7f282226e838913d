package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.flowengine.TestFlows;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lead that a buyer may have without an answer, and that runs again. */
class LaneUncertainRunsTopologyTest {

    private static final Instant LATER = UncertainRuns.LATER;
    private static final UUID RUN = UncertainRuns.runId(LATER, 0x99);
    private static final UUID THIRD = UncertainRuns.runId(LATER.plusSeconds(1), 0x9a);

    /** An error of the only buyer ends the lead with an error. */
    private static final String FLOW =
            TestFlows.SOLAR
                    .replaceFirst(
                            "\\{\"name\"",
                            """
                            {"caps": [{"id": "all", "maximum": 1, "duration_units": "month"}],
                             "list_checks": [{"key": "duplicate", "kind": "duplicate",
                                              "fields": ["lead.email"],
                                              "within": {"value": 30, "units": "day"}}],
                             "name\"\
                            """)
                    .replace(
                            "{\"id\": \"acme\"",
                            "{\"caps\": [{\"id\": \"one\", \"maximum\": 2, "
                                    + "\"duration_units\": \"month\"}], \"id\": \"acme\"");

    /** Whatever the buyer answers, the lead is a success. */
    private static final String FORGIVING = FLOW.replace("\"rhv\": \"error\"", "\"rhv\": \"none\"");

    private static final String ROOM_FOR_TWO =
            FLOW.replace("\"id\": \"all\", \"maximum\": 1", "\"id\": \"all\", \"maximum\": 2");

    private static final String REFUSING = FLOW.replace("\"FL\"", "\"CA\"");

    private final UncertainRuns runs = new UncertainRuns();
    private final LaneFixture lane = runs.lane;

    @AfterEach
    void close() {
        runs.close();
    }

    @Test
    void a_run_that_keeps_an_uncertain_sale_leaves_the_lead_known() {
        lane.withFlow(FLOW);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = runs.unanswered(first);

        lane.pipe(runs.again(first, RUN, first.leadId(), false));

        assertThat(runs.names(RUN))
                .contains("StepKept", "LeadClosed")
                .doesNotContain("CapReserved", "CapReached", "DuplicateReleased");
        assertThat(runs.equalLead()).contains("DuplicateFound", "LeadRefused");
        lane.pipe(first.reconciled(request, Outcome.FAILURE));
        assertThat(runs.names(first.leadId()))
                .endsWith("SaleReconciled", "CapReleased", "CapReleased", "DuplicateReleased");
        runs.assertTheLedgerTellsTheSame();
        assertThat(runs.reserved()).isZero();
        assertThat(runs.equalLead()).contains("LeadAccepted", "DeliveryRequested");
    }

    @Test
    void a_run_that_is_refused_leaves_the_lead_known_too() {
        lane.withFlow(FLOW);
        TestSubmission first = TestSubmission.from(lane, "CA");
        runs.unanswered(first);
        runs.live(2, REFUSING);

        lane.pipe(runs.again(first, RUN, first.leadId(), false));

        assertThat(runs.names(RUN)).contains("LeadRefused").doesNotContain("DuplicateReleased");
        runs.live(3, FLOW);
        assertThat(runs.equalLead()).contains("DuplicateFound");
        runs.assertTheLedgerTellsTheSame();
    }

    @Test
    void a_lead_that_a_later_run_counts_is_counted_once() {
        lane.withFlow(FLOW);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = runs.unanswered(first);
        runs.live(2, FORGIVING);

        lane.pipe(runs.again(first, RUN, first.leadId(), false));

        assertThat(runs.completed(RUN).getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(runs.names(first.leadId())).endsWith("LeadClosed", "CapConfirmed");
        lane.pipe(first.reconciled(request, Outcome.SUCCESS));
        assertThat(runs.reconciled().getLeadCounts()).isFalse();
        assertThat(runs.reconciled().getRevenue()).isEqualByComparingTo("12.50");
        assertThat(runs.leads()).isEqualTo(1);
        runs.assertTheLedgerTellsTheSame();
    }

    @Test
    void a_lead_that_is_delivered_again_on_the_callers_word_is_counted_once() {
        lane.withFlow(ROOM_FOR_TWO);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = runs.unanswered(first);

        lane.pipe(runs.again(first, RUN, first.leadId(), true));
        DeliverLead second = (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getLast();
        lane.pipe(runs.of(RUN, first.settled(second, Outcome.SUCCESS)));

        assertThat(runs.completed(RUN).getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(runs.names(first.leadId())).endsWith("LeadClosed", "CapReleased");
        lane.pipe(first.reconciled(request, Outcome.SUCCESS));
        assertThat(runs.reconciled().getLeadCounts()).isFalse();
        assertThat(runs.leads()).isEqualTo(1);
        assertThat(runs.reserved()).isZero();
        runs.assertTheLedgerTellsTheSame();
    }

    @Test
    void two_sales_of_which_nobody_knows_are_one_lead() {
        lane.withFlow(ROOM_FOR_TWO);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = runs.unanswered(first);
        lane.pipe(runs.again(first, RUN, first.leadId(), true));
        DeliverLead second = (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getLast();
        lane.pipe(runs.of(RUN, first.settled(second, Outcome.ERROR)));
        assertThat(runs.equalLead()).contains("DuplicateFound");

        lane.pipe(UncertainRuns.of(RUN, first.reconciled(second, Outcome.SUCCESS)));

        assertThat(runs.reconciled().getLeadCounts()).isTrue();
        assertThat(runs.reconciled().getEventId()).isEqualTo(second.getMeta().getStreamId());
        lane.pipe(first.reconciled(request, Outcome.SUCCESS));
        assertThat(runs.reconciled().getLeadCounts()).isFalse();
        assertThat(runs.leads()).isEqualTo(1);
        assertThat(runs.reserved()).isZero();
        assertThat(lane.keys(LaneTopology.RUN)).noneMatch(key -> key.startsWith("h/"));
        runs.assertTheLedgerTellsTheSame();
        assertThat(runs.equalLead()).contains("DuplicateFound");
    }

    @Test
    void what_becomes_known_while_a_later_run_is_under_way_waits_for_its_end() {
        lane.withFlow(ROOM_FOR_TWO);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = runs.unanswered(first);
        lane.pipe(runs.again(first, RUN, first.leadId(), true));
        DeliverLead second = (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getLast();

        lane.pipe(first.reconciled(request, Outcome.SUCCESS));
        assertThat(runs.names(first.leadId())).endsWith("LeadClosed");
        lane.pipe(runs.of(RUN, first.settled(second, Outcome.SUCCESS)));
        lane.pipe(TestVersions.tick(LATER.plus(Duration.ofMinutes(1))));

        assertThat(runs.reconciled().getLeadCounts()).isFalse();
        assertThat(runs.leads()).isEqualTo(1);
        assertThat(lane.keys(LaneTopology.RUN))
                .noneMatch(key -> key.startsWith("q/") || key.startsWith("k/"));
        runs.assertTheLedgerTellsTheSame();
    }

    @Test
    void a_sold_lead_is_neither_counted_again_nor_forgotten_for_an_uncertain_sale() {
        for (Outcome outcome : List.of(Outcome.SUCCESS, Outcome.FAILURE)) {
            try (UncertainRuns of = new UncertainRuns()) {
                of.lane.withFlow(FORGIVING);
                TestSubmission first = TestSubmission.from(of.lane, "CA");
                DeliverLead request = of.unanswered(first);
                assertThat(of.completed(first.leadId()).getOutcome()).isEqualTo(Outcome.SUCCESS);
                of.live(2, REFUSING);
                of.lane.pipe(of.again(first, RUN, first.leadId(), false));

                of.lane.pipe(first.reconciled(request, outcome));

                assertThat(of.reconciled().getLeadCounts()).isFalse();
                assertThat(of.leads()).isEqualTo(1);
                of.live(3, FLOW);
                assertThat(of.equalLead()).contains("DuplicateFound");
                of.assertTheLedgerTellsTheSame();
            }
        }
    }

    @Test
    void what_is_known_of_a_sale_stands_in_the_next_run() {
        lane.withFlow(FLOW);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = runs.unanswered(first);
        lane.pipe(runs.again(first, RUN, first.leadId(), false));
        lane.pipe(first.reconciled(request, Outcome.SUCCESS));

        lane.pipe(runs.again(first, THIRD, RUN, false));

        assertThat(runs.names(THIRD)).contains("StepKept").doesNotContain("CapReserved");
        assertThat(runs.completed(THIRD).getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(runs.completed(THIRD).getPrice()).isEqualByComparingTo("0");
        assertThat(runs.leads()).isEqualTo(1);
        runs.assertTheLedgerTellsTheSame();
    }
}
