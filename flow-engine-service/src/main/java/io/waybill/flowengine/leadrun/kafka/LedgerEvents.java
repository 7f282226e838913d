package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.flow.v1.ConnectionRead;
import io.waybill.flow.v1.ConsideredRecipient;
import io.waybill.flow.v1.DataAppended;
import io.waybill.flow.v1.DeliveryRequested;
import io.waybill.flow.v1.FilterPassed;
import io.waybill.flow.v1.FilterStopped;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.ListChecked;
import io.waybill.flow.v1.LookupRequested;
import io.waybill.flow.v1.NobodyChosen;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.flow.v1.StepKept;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads the records of a lead's stream back into the events that they were written from. */
public final class LedgerEvents {

    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);

    private final DataKey key;

    public LedgerEvents(DataKey key) {
        this.key = key;
    }

    /** What delivery told the lane. */
    public Settlement settlement(DeliverySettled settled) {
        return Settlements.settlement(settled, key);
    }

    /**
     * The event; empty for a record that is none of a run.
     *
     * @param told what delivery said, for the event that it led to: the ledger keeps it there alone
     */
    public Optional<LeadRunEvent> event(SpecificRecord record, Optional<Settlement> told) {
        return Optional.ofNullable(
                switch (record) {
                    case LeadReceived r -> received(r);
                    case LeadAccepted r ->
                            new LeadRunEvent.LeadAccepted(
                                    r.getPrice() == null ? NOTHING : r.getPrice());
                    case LeadRefused r -> refused(r);
                    case LeadCompleted r -> completed(r);
                    case LeadClosed _ -> new LeadRunEvent.LeadClosed();
                    case SaleReconciled r -> reconciled(r);
                    case StepSettled r -> settled(r, told);
                    default -> ofStep(record);
                });
    }

    private @Nullable LeadRunEvent ofStep(SpecificRecord record) {
        return switch (record) {
            case FilterPassed r -> new LeadRunEvent.FilterPassed(r.getStepId());
            case FilterStopped r ->
                    new LeadRunEvent.FilterStopped(
                            r.getStepId(),
                            r.getRule(),
                            Outcomes.ofAvro(r.getOutcome()),
                            text(r.getMeta(), "FilterStopped.reason", r.getReason()));
            case StepSkipped r ->
                    new LeadRunEvent.StepSkipped(
                            r.getStepId(),
                            LeadRunEvent.Skip.valueOf(r.getCode().toUpperCase(Locale.ROOT)),
                            text(r.getMeta(), "StepSkipped.reason", r.getReason()));
            case DataAppended r ->
                    new LeadRunEvent.DataAppended(
                            r.getStepId(),
                            Optional.ofNullable(r.getEventId()),
                            object(r.getMeta(), "DataAppended.data", r.getData()));
            case StepKept r -> kept(r);
            case LookupRequested r ->
                    new LeadRunEvent.LookupRequested(
                            r.getStepId(),
                            r.getEventId(),
                            Duration.ofMillis(r.getSettleWithinMillis()));
            case RecipientChosen r -> chosen(r);
            case NobodyChosen r ->
                    new LeadRunEvent.NobodyChosen(
                            r.getStepId(),
                            considered(r.getMeta(), "NobodyChosen.others.reason", r.getOthers()));
            case DeliveryRequested r ->
                    new LeadRunEvent.DeliveryRequested(
                            r.getStepId(),
                            r.getEventId(),
                            Duration.ofMillis(r.getSettleWithinMillis()),
                            r.getSalePrice(),
                            r.getPriceFromReply());
            default -> ofLane(record);
        };
    }

    /** What the lane's connections, lists and counters said. */
    private @Nullable LeadRunEvent ofLane(SpecificRecord record) {
        if (record instanceof ConnectionRead r) {
            return PartnerRecords.event(r);
        }
        if (record instanceof ListChecked r) {
            return new LeadRunEvent.ListChecked(
                    r.getCheck(),
                    r.getListId(),
                    r.getFound(),
                    text(r.getMeta(), "ListChecked.value", r.getValue()));
        }
        return LedgerCounts.of(record, Records.meta(record).getStreamId())
                .map(LeadRunEvent.Counted::new)
                .orElse(null);
    }

    private LeadRunEvent received(LeadReceived record) {
        EventMeta meta = record.getMeta();
        ByteBuffer hash = record.getIdempotencyKeyHash();
        ByteBuffer mapped = record.getMapped();
        return new LeadRunEvent.LeadReceived(
                new Lead(
                        meta.getStreamId(),
                        record.getFlowId(),
                        record.getFlowVersion(),
                        record.getSourceId(),
                        record.getReceivedAt(),
                        record.getRandom(),
                        meta.getTest(),
                        object(meta, "LeadReceived.data", record.getData()),
                        text(meta, "LeadReceived.ip", record.getIp()),
                        KeptSteps.of(record, key)),
                Optional.ofNullable(hash).map(LedgerEvents::hex),
                Optional.ofNullable(mapped)
                        .map(sealed -> object(meta, "LeadReceived.mapped", sealed)));
    }

    private LeadRunEvent refused(LeadRefused record) {
        String check = record.getCheck();
        return new LeadRunEvent.LeadRefused(
                check == null ? "acceptance" : check,
                record.getRule(),
                text(record.getMeta(), "LeadRefused.reason", record.getReason()).orElse(""));
    }

    private LeadRunEvent chosen(RecipientChosen record) {
        return new LeadRunEvent.RecipientChosen(
                record.getStepId(),
                record.getRecipientId(),
                record.getRank(),
                record.getCredits(),
                record.getParts(),
                ScoreRecords.of(record),
                considered(record.getMeta(), "RecipientChosen.others.reason", record.getOthers()));
    }

    private List<LeadRunEvent.Considered> considered(
            EventMeta meta, String field, List<ConsideredRecipient> others) {
        return others.stream()
                .map(other ->
                        new LeadRunEvent.Considered(
                                other.getStepId(),
                                other.getCode(),
                                text(meta, field, other.getReason()),
                                ScoreRecords.of(other)))
                .toList();
    }

    private LeadRunEvent settled(StepSettled record, Optional<Settlement> told) {
        Settlement bare =
                new Settlement(
                        Outcomes.ofAvro(record.getOutcome()),
                        record.getCertain(),
                        text(record.getMeta(), "StepSettled.reason", record.getReason()),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of());
        return new LeadRunEvent.StepSettled(
                record.getStepId(),
                record.getEventId(),
                told.map(full ->
                                new Settlement(
                                        bare.outcome(),
                                        bare.certain(),
                                        bare.reason(),
                                        full.price(),
                                        full.reference(),
                                        full.captured()))
                        .orElse(bare),
                record.getRevenue());
    }

    private LeadRunEvent kept(StepKept record) {
        return new LeadRunEvent.StepKept(
                record.getStepId(),
                Optional.ofNullable(record.getRoutingStep()),
                new EarlierRuns.Kept(
                        record.getEventId(),
                        Outcomes.ofAvro(record.getOutcome()),
                        record.getCertain(),
                        object(record.getMeta(), "StepKept.result", record.getResult())));
    }

    private LeadRunEvent completed(LeadCompleted record) {
        return new LeadRunEvent.LeadCompleted(
                Outcomes.ofAvro(record.getOutcome()),
                Optional.ofNullable(record.getDecidedBy()),
                text(record.getMeta(), "LeadCompleted.reason", record.getReason()),
                record.getPrice(),
                record.getRevenue());
    }

    private static LeadRunEvent reconciled(SaleReconciled record) {
        return new LeadRunEvent.SaleReconciled(
                record.getStepId(),
                record.getEventId(),
                record.getOutcome() == Outcome.SUCCESS,
                record.getRevenue(),
                record.getLeadCounts());
    }

    private Optional<String> text(EventMeta meta, String field, @Nullable ByteBuffer sealed) {
        return sealed == null || !sealed.hasRemaining()
                ? Optional.empty()
                : Sealed.openText(key, meta, field, sealed);
    }

    private Map<String, Object> object(EventMeta meta, String field, ByteBuffer sealed) {
        return sealed.hasRemaining()
                ? Json.object(Sealed.open(key, meta, field, sealed))
                : Map.of();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
