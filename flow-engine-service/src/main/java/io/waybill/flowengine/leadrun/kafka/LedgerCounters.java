package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.CapConfirmed;
import io.waybill.flow.v1.CapCounter;
import io.waybill.flow.v1.CapOpened;
import io.waybill.flow.v1.CapReleased;
import io.waybill.flow.v1.CapReserved;
import io.waybill.flow.v1.DuplicateReleased;
import io.waybill.flow.v1.DuplicateRenewed;
import io.waybill.flow.v1.DuplicateReserved;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flowengine.counter.Cap;
import io.waybill.flowengine.counter.CapEvent;
import io.waybill.flowengine.counter.CapReading;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.Counters;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.DuplicateEvent;
import io.waybill.flowengine.counter.FoldedCounters;
import io.waybill.flowengine.counter.Window;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Folds the counters of a partition's lanes from its ledger alone: what a lane must stand at, and
 * what is compared with it.
 */
final class LedgerCounters {

    private final FoldedCounters counters = new FoldedCounters();
    private final Map<UUID, Origin> underWay = new HashMap<>();

    /** Where a lead came from, which its later records do not repeat. */
    private record Origin(UUID flowId, UUID sourceId, Instant receivedAt) {}

    FoldedCounters counters() {
        return counters;
    }

    /** Takes the records in the order of the ledger. */
    void fold(SpecificRecord record) {
        EventMeta meta = Records.meta(record);
        if (!meta.getTest()) {
            fold(record, meta.getStreamId());
        }
    }

    private void fold(SpecificRecord record, UUID leadId) {
        switch (record) {
            case LeadReceived e ->
                    underWay.put(
                            leadId, new Origin(e.getFlowId(), e.getSourceId(), e.getReceivedAt()));
            case LeadCompleted e -> completed(e, underWay.get(leadId));
            case LeadClosed _ -> underWay.remove(leadId);
            case StepSettled e -> settled(e, underWay.get(leadId));
            case RecipientChosen e -> chosen(e, underWay.get(leadId));
            case CapOpened e -> take(opened(e));
            case CapReserved e -> take(reserved(e));
            case CapConfirmed e ->
                    take(
                            new CapEvent.CapConfirmed(
                                    name(e.getCounter()),
                                    e.getWindowFrom(),
                                    e.getReserved(),
                                    e.getAmount()));
            case CapReleased e ->
                    take(
                            new CapEvent.CapReleased(
                                    name(e.getCounter()), e.getWindowFrom(), e.getReserved()));
            case DuplicateReserved e ->
                    take(
                            new DuplicateEvent.DuplicateReserved(
                                    e.getCheck(),
                                    key(e.getScopeId(), e.getDigest()),
                                    new DuplicateEntry(leadId, e.getAt(), e.getUntil())));
            case DuplicateRenewed e ->
                    take(
                            new DuplicateEvent.DuplicateRenewed(
                                    key(e.getScopeId(), e.getDigest()),
                                    new DuplicateEntry(leadId, e.getAt(), e.getUntil())));
            case DuplicateReleased e ->
                    take(
                            new DuplicateEvent.DuplicateReleased(
                                    key(e.getScopeId(), e.getDigest()), leadId));
            default -> {}
        }
    }

    private void take(CounterEvent event) {
        Counters.evolve(counters, event);
    }

    private void completed(LeadCompleted event, @Nullable Origin from) {
        if (from != null && event.getOutcome() == Outcome.SUCCESS) {
            CounterEvent.Tallied.ofLead(
                            from.flowId(), from.sourceId(), from.receivedAt(), event.getPrice())
                    .forEach(this::take);
        }
    }

    private void settled(StepSettled event, @Nullable Origin from) {
        if (from != null && event.getOutcome() == Outcome.SUCCESS) {
            take(
                    CounterEvent.Tallied.ofStep(
                            from.flowId(),
                            event.getStepId(),
                            event.getMeta().getOccurredAt(),
                            event.getRevenue()));
        }
    }

    private void chosen(RecipientChosen event, @Nullable Origin from) {
        if (from != null) {
            take(new CounterEvent.Handed(from.flowId(), event.getStepId(), event.getRecipientId()));
        }
    }

    private static CapEvent opened(CapOpened event) {
        return new CapEvent.CapOpened(
                name(event.getCounter()),
                new Window(event.getWindowFrom(), event.getWindowUntil()),
                event.getCount(),
                CapEvent.Basis.valueOf(event.getBasis().toUpperCase(Locale.ROOT)));
    }

    private static CapEvent reserved(CapReserved event) {
        return new CapEvent.CapReserved(
                name(event.getCounter()),
                Cap.Measure.of(event.getMeasure()).orElse(Cap.Measure.VOLUME),
                event.getAmount(),
                new CapReading(
                        new Window(event.getWindowFrom(), event.getWindowUntil()),
                        event.getCount(),
                        event.getReserved(),
                        event.getMaximum()));
    }

    static CounterName name(CapCounter counter) {
        ByteBuffer per = counter.getPer();
        return new CounterName(
                new CapScope(
                        CapScope.Kind.of(counter.getScope()).orElseThrow(),
                        counter.getFlowId(),
                        counter.getScopeId()),
                counter.getCap(),
                counter.getDefinition(),
                Optional.ofNullable(per).map(LedgerCounters::hex));
    }

    private static String key(UUID scope, ByteBuffer digest) {
        return scope + "/" + hex(digest);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
