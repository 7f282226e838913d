package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.counter.CapBeginning;
import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.Counters;
import io.waybill.flowengine.counter.FoldedCounters;
import io.waybill.flowengine.counter.Shares;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Folds the counters of a partition's lanes from its ledger alone: what a lane must stand at, and
 * what is compared with it.
 */
final class LedgerCounters {

    private FoldedCounters counters = new FoldedCounters();
    private final Map<UUID, Origin> underWay = new HashMap<>();

    /**
     * Where a lead came from, which its later records do not repeat.
     *
     * @param sold true when an earlier run of the lead was counted as a success
     */
    private record Origin(UUID flowId, UUID sourceId, Instant receivedAt, boolean sold) {}

    FoldedCounters counters() {
        return counters;
    }

    /** Counts anew from here on; the leads that are under way are known. */
    void begin() {
        counters = new FoldedCounters();
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
                            leadId,
                            new Origin(
                                    e.getFlowId(),
                                    e.getSourceId(),
                                    e.getReceivedAt(),
                                    e.getSold()));
            case LeadCompleted e -> completed(e, underWay.get(leadId));
            case LeadClosed _ -> underWay.remove(leadId);
            case StepSettled e -> settled(e, underWay.get(leadId));
            case RecipientChosen e -> chosen(e, underWay.get(leadId));
            case VersionLive e -> {
                e.getNewCaps().forEach(cap -> counters.begin(cap, CapBeginning.NEW));
                e.getChangedCaps().forEach(cap -> counters.begin(cap, CapBeginning.CHANGED));
            }
            case SaleReconciled e -> reconciled(e);
            default -> LedgerCounts.of(record, leadId).ifPresent(this::take);
        }
    }

    private void take(CounterEvent event) {
        Counters.evolve(counters, event);
    }

    private void completed(LeadCompleted event, @Nullable Origin from) {
        if (from != null && !from.sold() && event.getOutcome() == Outcome.SUCCESS) {
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

    private void reconciled(SaleReconciled event) {
        if (event.getOutcome() == Outcome.SUCCESS) {
            take(
                    CounterEvent.Tallied.ofStep(
                            event.getFlowId(),
                            event.getStepId(),
                            event.getMeta().getOccurredAt(),
                            event.getRevenue()));
        }
        if (event.getLeadCounts()) {
            CounterEvent.Tallied.ofLead(
                            event.getFlowId(),
                            event.getSourceId(),
                            event.getLeadReceivedAt(),
                            BigDecimal.ZERO)
                    .forEach(this::take);
        }
    }

    private void chosen(RecipientChosen event, @Nullable Origin from) {
        if (from != null && !event.getParts().isEmpty()) {
            take(
                    new CounterEvent.Handed(
                            from.flowId(),
                            event.getStepId(),
                            Shares.after(
                                    event.getCredits(), event.getParts(), event.getRecipientId())));
        }
    }
}
