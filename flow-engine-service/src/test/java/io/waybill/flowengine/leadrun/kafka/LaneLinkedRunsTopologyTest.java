package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.StepKept;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneLinkedRunsTopologyTest {

    private static final Instant LATER = LaneFixture.START.plusSeconds(3600);
    private static final String ONE_A_DAY =
            TestFlows.SOLAR.replaceFirst(
                    "\"fields\"",
                    """
                    "caps": [{"id": "day", "type": "volume", "maximum": 1, "duration": 1,
                              "duration_units": "day"}],
                    "list_checks": [{"key": "duplicate", "kind": "duplicate",
                        "fields": ["lead.email"], "within": {"value": 30, "units": "day"},
                        "scope": "flow", "refuse": true}],
                    "fields\"\
                    """);
    private static final String NO_MORE = ONE_A_DAY.replace("\"FL\"", "\"CA\"");
    private static final UUID RUN =
            new UUID((LATER.toEpochMilli() << 16) | 0x7000, 0x8000000000000099L);

    private LaneFixture lane = new LaneFixture().withSolar();
    private @Nullable DeliverySettled told;

    @AfterEach
    void close() {
        lane.assertNothingMore();
        lane.close();
    }

    @Test
    void a_sold_lead_is_neither_delivered_nor_paid_again() {
        TestSubmission first = TestSubmission.from(lane, "CA");
        List<SpecificRecord> ledger = sold(first);

        lane.pipe(again(first, ledger, null));

        List<SpecificRecord> run = lane.drain(Topic.FLOW_LEADS);
        assertThat(run)
                .extracting(record -> record.getSchema().getName())
                .containsExactly(
                        "LeadReceived",
                        "LeadAccepted",
                        "FilterPassed",
                        "StepKept",
                        "FilterPassed",
                        "LeadCompleted",
                        "LeadClosed");
        LeadReceived received = only(run, LeadReceived.class);
        assertThat(received.getMeta().getStreamId()).isEqualTo(RUN);
        assertThat(received.getEarlierRuns()).containsExactly(first.leadId().toString());
        assertThat(received.getSold()).isTrue();
        StepKept kept = only(run, StepKept.class);
        assertThat(kept.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(first.open(kept.getMeta(), "StepKept.result", kept.getResult()))
                .contains("Grace Hopper");
        assertThat(only(run, LeadCompleted.class).getPrice()).isEqualByComparingTo("0");
        LeadKeyLive key = lane.only(Topic.FLOW_KEYS, LeadKeyLive.class);
        assertThat(key.getMeta().getStreamId()).isEqualTo(RUN);
    }

    @Test
    void a_delivery_that_failed_is_made_again_under_another_event_id() {
        TestSubmission first = TestSubmission.from(lane, "CA");
        lane.pipe(first.request());
        DeliverLead before = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        List<SpecificRecord> ledger = settled(first, before, Outcome.FAILURE);

        lane.pipe(again(first, ledger, null));

        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        assertThat(request.getLeadId()).isEqualTo(RUN);
        assertThat(request.getRun()).isEqualTo(2);
        assertThat(request.getMeta().getStreamId()).isNotEqualTo(before.getMeta().getStreamId());
        assertThat(first.open(request.getMeta(), "DeliverLead.vars", request.getVars()))
                .contains(first.leadId().toString());
        lane.pipe(
                DeliverySettled.newBuilder(first.settled(request, Outcome.SUCCESS))
                        .setLeadId(RUN)
                        .build());
        LeadCompleted completed = only(lane.drain(Topic.FLOW_LEADS), LeadCompleted.class);
        assertThat(completed.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(completed.getRevenue()).isEqualByComparingTo("12.50");
        assertThat(completed.getPrice()).isEqualByComparingTo("0");
        finish();
    }

    @Test
    void a_sold_lead_takes_no_room_and_is_no_duplicate_of_itself() {
        lane.close();
        lane = new LaneFixture().withFlow(ONE_A_DAY);
        TestSubmission first = TestSubmission.from(lane, "CA");
        List<SpecificRecord> ledger = sold(first);

        lane.pipe(again(first, ledger, null));

        List<SpecificRecord> run = lane.drain(Topic.FLOW_LEADS);
        assertThat(run)
                .extracting(record -> record.getSchema().getName())
                .containsExactly(
                        "LeadReceived",
                        "DuplicateReserved",
                        "LeadAccepted",
                        "FilterPassed",
                        "StepKept",
                        "FilterPassed",
                        "LeadCompleted",
                        "LeadClosed");
        finish();
        lane.pipe(TestSubmission.at(lane, "CA", LATER.plusSeconds(1)).request());
        assertThat(lane.ledger()).contains("DuplicateFound", "LeadRefused");
        finish();
    }

    @Test
    void a_sold_lead_stays_known_when_its_next_run_comes_to_nothing() {
        lane.close();
        lane = new LaneFixture().withFlow(ONE_A_DAY);
        TestSubmission first = TestSubmission.from(lane, "CA");
        List<SpecificRecord> ledger = sold(first);
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.published(2, NO_MORE));
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.live(2, true, 4));
        lane.drain(Topic.FLOW_LEADS);

        lane.pipe(again(first, ledger, null));

        assertThat(lane.ledger()).contains("LeadRefused").doesNotContain("DuplicateReleased");
        finish();
        lane.pipe(TestSubmission.at(lane, "CA", LATER.plusSeconds(1)).request());
        assertThat(lane.ledger()).contains("DuplicateFound");
        finish();
    }

    @Test
    void a_request_that_comes_twice_makes_one_run() {
        TestSubmission first = TestSubmission.from(lane, "CA");
        List<SpecificRecord> ledger = sold(first);
        SpecificRecord request = again(first, ledger, null);

        lane.pipe(request);
        lane.pipe(request);

        assertThat(lane.drain(Topic.FLOW_LEADS))
                .filteredOn(LeadReceived.class::isInstance)
                .hasSize(1);
        finish();
    }

    @Test
    void a_run_is_on_the_live_version_or_on_its_own() {
        TestSubmission first = TestSubmission.from(lane, "TX");
        lane.pipe(first.request());
        List<SpecificRecord> ledger = lane.drain(Topic.FLOW_LEADS);
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.published(2, TestFlows.SOLAR));
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.live(2, true, 4));
        lane.drain(Topic.FLOW_LEADS);
        finish();

        lane.pipe(again(first, ledger, 1));

        LeadReceived own = only(lane.drain(Topic.FLOW_LEADS), LeadReceived.class);
        assertThat(own.getFlowVersion()).isEqualTo(1);
        assertThat(own.getSold()).isFalse();
        finish();
    }

    private List<SpecificRecord> sold(TestSubmission first) {
        lane.pipe(first.request());
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        return settled(first, request, Outcome.SUCCESS);
    }

    private List<SpecificRecord> settled(
            TestSubmission first, DeliverLead request, Outcome outcome) {
        told = first.settled(request, outcome);
        lane.pipe(told);
        List<SpecificRecord> ledger = lane.drain(Topic.FLOW_LEADS);
        finish();
        return ledger;
    }

    /** The lead as the ledger has it, once more. */
    private SpecificRecord again(
            TestSubmission first, List<SpecificRecord> ledger, @Nullable Integer version) {
        LedgerEvents opened = new LedgerEvents(first.key);
        List<LeadRunEvent> events = new ArrayList<>();
        for (SpecificRecord record : ledger) {
            Optional<Settlement> settlement =
                    record instanceof StepSettled
                            ? Optional.ofNullable(told).map(opened::settlement)
                            : Optional.empty();
            opened.event(record, settlement).ifPresent(events::add);
        }
        return TestLinkedRuns.request(lane, first, RUN, version, events, false);
    }

    private static <T> T only(List<SpecificRecord> records, Class<T> type) {
        List<T> found = records.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as(type.getSimpleName()).hasSize(1);
        return found.getFirst();
    }

    private void finish() {
        lane.drain(Topic.FLOW_KEYS);
        lane.drain(Topic.INTAKE_REPLIES);
    }
}
