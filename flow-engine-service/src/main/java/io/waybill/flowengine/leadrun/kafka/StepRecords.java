package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.ConsideredRecipient;
import io.waybill.flow.v1.DataAppended;
import io.waybill.flow.v1.DeliveryRequested;
import io.waybill.flow.v1.FilterPassed;
import io.waybill.flow.v1.FilterStopped;
import io.waybill.flow.v1.LookupRequested;
import io.waybill.flow.v1.NobodyChosen;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.StepKept;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.EarlierRuns;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.meta.v1.EventMeta;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What steps came to, as records of the lead's stream. */
final class StepRecords {

    private final RunFile file;
    private final int run;

    /**
     * @param run number of the lead's run
     */
    StepRecords(RunFile file, int run) {
        this.file = file;
        this.run = run;
    }

    FilterPassed passed(EventMeta meta, LeadRunEvent.FilterPassed event) {
        return new FilterPassed(meta, event.stepId());
    }

    DataAppended appended(EventMeta meta, LeadRunEvent.DataAppended event) {
        byte[] data = Json.bytes(event.data());
        return DataAppended.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setEventId(event.eventId().orElse(null))
                .setOutcome(
                        Outcomes.toAvro(
                                LeadOutcome.of(String.valueOf(event.data().get("outcome")))
                                        .orElse(LeadOutcome.SUCCESS)))
                .setData(Sealed.bytes(file.key(), meta, "DataAppended.data", data))
                .build();
    }

    LookupRequested lookup(EventMeta meta, LeadRunEvent.LookupRequested event) {
        return LookupRequested.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setEventId(event.eventId())
                .setRun(run)
                .setSettleWithinMillis(Math.toIntExact(event.settleWithin().toMillis()))
                .build();
    }

    RecipientChosen chosen(EventMeta meta, LeadRunEvent.RecipientChosen event) {
        return RecipientChosen.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setRecipientId(event.recipientId())
                .setRank(event.rank())
                .setShares(Map.of())
                .setCredits(event.shares())
                .setParts(event.parts())
                .setScore(ScoreRecords.score(event.scored()))
                .setFree(ScoreRecords.free(event.scored()))
                .setHistory(ScoreRecords.history(event.scored()))
                .setSegment(ScoreRecords.segment(event.scored()))
                .setScoreParts(ScoreRecords.parts(event.scored()))
                .setOthers(considered(meta, "RecipientChosen.others.reason", event.others()))
                .build();
    }

    NobodyChosen nobody(EventMeta meta, LeadRunEvent.NobodyChosen event) {
        return new NobodyChosen(
                meta,
                event.stepId(),
                considered(meta, "NobodyChosen.others.reason", event.others()));
    }

    private List<ConsideredRecipient> considered(
            EventMeta meta, String field, List<LeadRunEvent.Considered> others) {
        return others.stream()
                .map(other ->
                        new ConsideredRecipient(
                                other.recipientId(),
                                other.code(),
                                sealed(meta, field, other.reason()),
                                ScoreRecords.score(other.scored()),
                                ScoreRecords.free(other.scored()),
                                ScoreRecords.history(other.scored()),
                                ScoreRecords.segment(other.scored()),
                                ScoreRecords.parts(other.scored())))
                .toList();
    }

    FilterStopped stopped(EventMeta meta, LeadRunEvent.FilterStopped event) {
        return FilterStopped.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setRule(event.rule())
                .setOutcome(Outcomes.toAvro(event.outcome()))
                .setReason(sealed(meta, "FilterStopped.reason", event.reason()))
                .build();
    }

    StepSkipped skipped(EventMeta meta, LeadRunEvent.StepSkipped event) {
        return StepSkipped.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setCode(event.skip().name().toLowerCase(Locale.ROOT))
                .setReason(sealed(meta, "StepSkipped.reason", event.reason()))
                .build();
    }

    DeliveryRequested requested(EventMeta meta, LeadRunEvent.DeliveryRequested event) {
        return DeliveryRequested.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setEventId(event.eventId())
                .setRun(run)
                .setSettleWithinMillis(Math.toIntExact(event.settleWithin().toMillis()))
                .setSalePrice(event.salePrice())
                .setCurrency(file.currency())
                .setPriceFromReply(event.priceFromReply())
                .build();
    }

    StepSettled settled(EventMeta meta, LeadRunEvent.StepSettled event) {
        return StepSettled.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setEventId(event.eventId())
                .setOutcome(Outcomes.toAvro(event.settlement().outcome()))
                .setCertain(event.settlement().certain())
                .setReason(sealed(meta, "StepSettled.reason", event.settlement().reason()))
                .setRevenue(event.revenue())
                .setCurrency(file.currency())
                .build();
    }

    StepKept kept(EventMeta meta, LeadRunEvent.StepKept event) {
        EarlierRuns.Kept kept = event.kept();
        byte[] result = Json.bytes(kept.result());
        return StepKept.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setRoutingStep(event.routing().orElse(null))
                .setEventId(kept.eventId())
                .setOutcome(Outcomes.toAvro(kept.outcome()))
                .setCertain(kept.certain())
                .setResult(Sealed.bytes(file.key(), meta, "StepKept.result", result))
                .build();
    }

    private @Nullable ByteBuffer sealed(EventMeta meta, String field, Optional<String> clear) {
        return Sealed.text(file.key(), meta, field, clear);
    }
}
