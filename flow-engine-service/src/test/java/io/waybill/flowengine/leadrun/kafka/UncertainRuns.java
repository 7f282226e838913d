package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapEvent;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** A lane of which the runs of a lead follow each other, and what its ledger says meanwhile. */
final class UncertainRuns implements AutoCloseable {

    /** When a lead runs again. */
    static final Instant LATER = LaneFixture.START.plusSeconds(3600);

    final LaneFixture lane = new LaneFixture();
    private final LedgerCounters ledger = new LedgerCounters();
    private final List<SpecificRecord> events = new ArrayList<>();
    private final Map<UUID, DeliverySettled> told = new HashMap<>();

    static UUID runId(Instant at, long number) {
        return new UUID((at.toEpochMilli() << 16) | 0x7000, 0x8000000000000000L | number);
    }

    @Override
    public void close() {
        lane.close();
    }

    void live(int version, String definition) {
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.published(version, definition));
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.live(version, true, 2L * version));
    }

    DeliverLead unanswered(TestSubmission lead) {
        lane.pipe(lead.request());
        DeliverLead request = (DeliverLead) lane.drain(Topic.DELIVERY_REQUESTS).getLast();
        lane.pipe(of(lead.leadId(), lead.settled(request, Outcome.ERROR)));
        assertThat(names(lead.leadId())).contains("LeadCompleted").endsWith("LeadClosed");
        return request;
    }

    DeliverySettled of(UUID run, DeliverySettled settled) {
        told.put(settled.getMeta().getStreamId(), settled);
        return DeliverySettled.newBuilder(settled).setLeadId(run).build();
    }

    static DeliveryReconciled of(UUID run, DeliveryReconciled known) {
        return DeliveryReconciled.newBuilder(known).setLeadId(run).build();
    }

    /** What becomes of another lead with the same e-mail address. */
    List<String> equalLead() {
        TestSubmission other = TestSubmission.at(lane, "CA", LATER.plusSeconds(60));
        lane.pipe(other.request());
        return names(other.leadId());
    }

    /** The lead as the ledger has it, once more: as the newest run left it. */
    SpecificRecord again(TestSubmission first, UUID runId, UUID newest, boolean repeatUncertain) {
        List<LeadRunEvent> run = new ArrayList<>(opened(first, newest));
        if (!newest.equals(first.leadId())) {
            opened(first, first.leadId()).stream()
                    .filter(LeadRunEvent.SaleReconciled.class::isInstance)
                    .forEach(run::add);
        }
        return TestLinkedRuns.request(lane, first, runId, null, run, repeatUncertain);
    }

    private List<LeadRunEvent> opened(TestSubmission first, UUID run) {
        LedgerEvents reader = new LedgerEvents(first.key);
        List<LeadRunEvent> opened = new ArrayList<>();
        for (SpecificRecord record : stream(run)) {
            Optional<Settlement> settlement =
                    record instanceof StepSettled settled
                            ? Optional.ofNullable(told.get(settled.getEventId()))
                                    .map(reader::settlement)
                            : Optional.empty();
            opened.add(reader.event(record, settlement).orElseThrow());
        }
        return opened;
    }

    LeadCompleted completed(UUID run) {
        return stream(run).stream()
                .filter(LeadCompleted.class::isInstance)
                .map(LeadCompleted.class::cast)
                .findFirst()
                .orElseThrow();
    }

    SaleReconciled reconciled() {
        read();
        return events.stream()
                .filter(SaleReconciled.class::isInstance)
                .map(SaleReconciled.class::cast)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /** How many leads count for the flow. */
    long leads() {
        read();
        Tally tally = ledger.counters().tally(CapScope.flow(TestFlows.FLOW), Instant.EPOCH);
        return tally.count();
    }

    /** How much room is held in all caps together. */
    long reserved() {
        CounterStore counters = new CounterStore(lane.store(LaneTopology.COUNTER));
        return events.stream()
                .flatMap(
                        event -> LedgerCounts.of(event, Records.meta(event).getStreamId()).stream())
                .filter(CapEvent.class::isInstance)
                .map(event -> ((CapEvent) event).counter().key())
                .distinct()
                .flatMap(key -> counters.counter(key).stream())
                .map(CounterState::reserved)
                .mapToLong(BigDecimal::longValueExact)
                .sum();
    }

    List<String> names(UUID run) {
        return stream(run).stream().map(event -> event.getSchema().getName()).toList();
    }

    private List<SpecificRecord> stream(UUID run) {
        read();
        List<SpecificRecord> stream =
                events.stream()
                        .filter(event -> Records.meta(event).getStreamId().equals(run))
                        .toList();
        assertThat(stream)
                .extracting(event -> Records.meta(event).getSequence())
                .isSorted()
                .doesNotHaveDuplicates();
        return stream;
    }

    private void read() {
        List<SpecificRecord> more = lane.drain(Topic.FLOW_LEADS);
        more.forEach(ledger::fold);
        events.addAll(more);
    }

    void assertTheLedgerTellsTheSame() {
        read();
        assertThat(ledger.counters().digest(LaneFixture.START).sections())
                .isEqualTo(
                        new CounterStore(lane.store(LaneTopology.COUNTER))
                                .digest(LaneFixture.START)
                                .sections());
    }
}
