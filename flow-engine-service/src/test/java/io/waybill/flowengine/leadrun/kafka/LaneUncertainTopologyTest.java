package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.flow.v1.CapReleased;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.Tally;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept for a buyer that may have the lead without an answer. */
class LaneUncertainTopologyTest {

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
                            "{\"caps\": [{\"id\": \"one\", \"maximum\": 1, "
                                    + "\"duration_units\": \"month\"}], \"id\": \"acme\"");

    private final LaneFixture lane = new LaneFixture();
    private final LedgerCounters ledger = new LedgerCounters();
    private final List<SpecificRecord> events = new ArrayList<>();

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void a_sale_that_came_about_after_all_is_counted() {
        lane.withFlow(FLOW);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = unanswered(first);

        lane.pipe(first.reconciled(request, Outcome.SUCCESS));
        lane.pipe(first.reconciled(request, Outcome.SUCCESS));

        assertThat(names(first))
                .endsWith("LeadClosed", "SaleReconciled", "CapConfirmed", "CapConfirmed");
        assertThat(sequences(first)).isSorted().doesNotHaveDuplicates();
        assertThat(reconciled().getRevenue()).isEqualByComparingTo("12.50");
        assertThat(reconciled().getLeadCounts()).isTrue();
        assertThat(tally(CapScope.step(TestFlows.FLOW, "acme")).money())
                .isEqualByComparingTo("12.50");
        assertThat(tally(CapScope.flow(TestFlows.FLOW)).count()).isEqualTo(1);
        assertTheLedgerTellsTheSame();
        TestSubmission second = TestSubmission.from(lane, "CA");
        lane.pipe(second.request());
        assertThat(names(second)).contains("DuplicateFound", "LeadRefused");
    }

    @Test
    void a_sale_that_did_not_come_about_gives_everything_back() {
        lane.withFlow(FLOW);
        TestSubmission first = TestSubmission.from(lane, "CA");
        DeliverLead request = unanswered(first);
        TestSubmission meanwhile = TestSubmission.from(lane, "CA");
        lane.pipe(meanwhile.request());
        assertThat(names(meanwhile)).contains("DuplicateFound", "LeadRefused");

        lane.pipe(first.reconciled(request, Outcome.FAILURE));

        assertThat(names(first)).endsWith("CapReleased", "CapReleased", "DuplicateReleased");
        assertThat(events).filteredOn(CapReleased.class::isInstance).hasSize(2);
        assertThat(lane.keys(LaneTopology.RUN)).noneMatch(key -> key.startsWith("h/"));
        assertTheLedgerTellsTheSame();
        TestSubmission second = TestSubmission.from(lane, "CA");
        lane.pipe(second.request());
        assertThat(names(second)).contains("LeadAccepted", "DeliveryRequested");
    }

    @Test
    void a_delivery_that_settles_after_its_lead_was_closed_is_known_then() {
        lane.withFlow(FLOW);
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        DeliverLead request = (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getLast();
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(73))));
        assertThat(names(lead)).endsWith("LeadCompleted", "LeadClosed");

        lane.pipe(lead.settled(request, Outcome.SUCCESS));

        assertThat(names(lead)).endsWith("SaleReconciled", "CapConfirmed", "CapConfirmed");
        assertTheLedgerTellsTheSame();
    }

    private DeliverLead unanswered(TestSubmission lead) {
        lane.pipe(lead.request());
        DeliverLead request = (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getLast();
        lane.pipe(lead.settled(request, Outcome.ERROR));
        assertThat(names(lead)).endsWith("LeadCompleted", "LeadClosed");
        return request;
    }

    private SaleReconciled reconciled() {
        return events.stream()
                .filter(SaleReconciled.class::isInstance)
                .map(SaleReconciled.class::cast)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private Tally tally(CapScope scope) {
        read();
        return ledger.counters().tally(scope, Instant.EPOCH);
    }

    private List<String> names(TestSubmission lead) {
        return of(lead).stream().map(event -> event.getSchema().getName()).toList();
    }

    private List<Long> sequences(TestSubmission lead) {
        return of(lead).stream().map(event -> Records.meta(event).getSequence()).toList();
    }

    private List<SpecificRecord> of(TestSubmission lead) {
        read();
        return events.stream()
                .filter(event -> Records.meta(event).getStreamId().equals(lead.leadId()))
                .toList();
    }

    private void read() {
        List<SpecificRecord> more = lane.drain(Topic.FLOW_LEADS);
        more.forEach(ledger::fold);
        events.addAll(more);
    }

    private void assertTheLedgerTellsTheSame() {
        read();
        assertThat(ledger.counters().digest(LaneFixture.START).sections())
                .isEqualTo(
                        new CounterStore(lane.store(LaneTopology.COUNTER))
                                .digest(LaneFixture.START)
                                .sections());
    }
}
