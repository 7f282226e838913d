package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.store.Consignment.Facts;
import io.waybill.delivery.settling.store.RowState.Said;
import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptOutcome;
import io.waybill.delivery.v1.AttemptStarted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliveryGivenUp;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.delivery.v1.RedeliveryPlanned;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records of delivery.attempts; what came from outside is sealed with the lead's key. */
@Singleton
final class DeliveryRecords {

    private final MasterKeys masterKeys;

    @Inject
    DeliveryRecords(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /**
     * @param request the request itself, where the first event is that it was accepted
     */
    Change change(
            Consignment consignment,
            List<DeliveryEvent> events,
            Instant at,
            @Nullable DeliverLead request) {
        Facts facts = consignment.facts();
        @Nullable DataKey key = key(facts);
        List<OutboundRecord> records = new ArrayList<>();
        List<AttemptRow> attempts = new ArrayList<>();
        @Nullable Said said = null;
        long sequence = consignment.sequence();
        for (DeliveryEvent event : events) {
            sequence++;
            EventMeta meta =
                    Metas.caused(
                            facts.cause(),
                            facts.eventId(),
                            sequence,
                            Math.toIntExact(sequence),
                            at);
            SpecificRecord record = record(event, meta, facts, key, request);
            records.add(
                    new OutboundRecord(
                            Topic.DELIVERY_ATTEMPTS, facts.eventId().toString(), record));
            if (record instanceof AttemptEnded ended) {
                attempts.add(new AttemptRow(ended));
            }
            said = Sayings.of(event, record).orElse(said);
        }
        RowState row = RowState.of(consignment.after(events), sequence, said);
        return new Change(consignment, events, records, attempts, row);
    }

    private static SpecificRecord record(
            DeliveryEvent event,
            EventMeta meta,
            Facts facts,
            @Nullable DataKey key,
            @Nullable DeliverLead request) {
        return switch (event) {
            case DeliveryEvent.DeliveryAccepted _ ->
                    accepted(meta, facts, Objects.requireNonNull(request, "a request is accepted"));
            case DeliveryEvent.AttemptStarted started ->
                    AttemptStarted.newBuilder()
                            .setMeta(meta)
                            .setLeadId(facts.leadId())
                            .setStepId(facts.stepId())
                            .setAttempt(started.attempt())
                            .build();
            case DeliveryEvent.AttemptEnded ended -> ended(ended, meta, facts, key);
            case DeliveryEvent.DeliverySettled settled -> settled(settled, meta, facts, key);
            case DeliveryEvent.RedeliveryPlanned planned -> planned(planned, meta, facts);
            case DeliveryEvent.DeliveryGivenUp givenUp -> givenUp(givenUp, meta, facts, key);
            case DeliveryEvent.DeliveryReconciled known -> reconciled(known, meta, facts, key);
        };
    }

    private static DeliverySettled settled(
            DeliveryEvent.DeliverySettled settled,
            EventMeta meta,
            Facts facts,
            @Nullable DataKey key) {
        AttemptResult.Read read = settled.read();
        return DeliverySettled.newBuilder()
                .setMeta(meta)
                .setLeadId(facts.leadId())
                .setStepId(facts.stepId())
                .setOutcome(Outcome.valueOf(settled.outcome().name()))
                .setCertain(settled.certain())
                .setAttempts(settled.attempts())
                .setReason(seal(key, meta, "DeliverySettled.reason", settled.reason()))
                .setPrice(read.price())
                .setReference(seal(key, meta, "DeliverySettled.reference", read.reference()))
                .setAppended(seal(key, meta, "DeliverySettled.appended", read.appended()))
                .setGathered(read.gathered())
                .build();
    }

    private static RedeliveryPlanned planned(
            DeliveryEvent.RedeliveryPlanned planned, EventMeta meta, Facts facts) {
        return RedeliveryPlanned.newBuilder()
                .setMeta(meta)
                .setLeadId(facts.leadId())
                .setStepId(facts.stepId())
                .setDueAt(planned.dueAt().truncatedTo(ChronoUnit.MICROS))
                .setUntil(planned.until().truncatedTo(ChronoUnit.MICROS))
                .setDoubtful(planned.doubtful())
                .setBy(planned.by())
                .build();
    }

    private static DeliveryGivenUp givenUp(
            DeliveryEvent.DeliveryGivenUp givenUp,
            EventMeta meta,
            Facts facts,
            @Nullable DataKey key) {
        return DeliveryGivenUp.newBuilder()
                .setMeta(meta)
                .setLeadId(facts.leadId())
                .setStepId(facts.stepId())
                .setAttempts(givenUp.attempts())
                .setCertain(givenUp.certain())
                .setReason(seal(key, meta, "DeliveryGivenUp.reason", givenUp.reason()))
                .build();
    }

    private static DeliveryReconciled reconciled(
            DeliveryEvent.DeliveryReconciled known,
            EventMeta meta,
            Facts facts,
            @Nullable DataKey key) {
        AttemptResult.Read read = known.read();
        return DeliveryReconciled.newBuilder()
                .setMeta(meta)
                .setLeadId(facts.leadId())
                .setStepId(facts.stepId())
                .setOutcome(Outcome.valueOf(known.outcome().name()))
                .setBy(known.by())
                .setReason(seal(key, meta, "DeliveryReconciled.reason", known.reason()))
                .setPrice(read.price())
                .setReference(seal(key, meta, "DeliveryReconciled.reference", read.reference()))
                .setGathered(read.gathered())
                .build();
    }

    private static AttemptEnded ended(
            DeliveryEvent.AttemptEnded ended, EventMeta meta, Facts facts, @Nullable DataKey key) {
        AttemptResult result = ended.result();
        Instant retryAt = ended.retryAt();
        return AttemptEnded.newBuilder()
                .setMeta(meta)
                .setLeadId(facts.leadId())
                .setStepId(facts.stepId())
                .setAttempt(ended.attempt())
                .setOutcome(AttemptOutcome.valueOf(result.outcome().name()))
                .setStatus(result.status())
                .setLatencyMicros(result.latency().dividedBy(ChronoUnit.MICROS.getDuration()))
                .setRequest(seal(key, meta, "AttemptEnded.request", result.exchange().request()))
                .setReply(seal(key, meta, "AttemptEnded.reply", result.exchange().reply()))
                .setReason(seal(key, meta, "AttemptEnded.reason", result.reason()))
                .setRetryAt(retryAt == null ? null : retryAt.truncatedTo(ChronoUnit.MICROS))
                .build();
    }

    private static DeliveryAccepted accepted(EventMeta meta, Facts facts, DeliverLead request) {
        return DeliveryAccepted.newBuilder()
                .setMeta(meta)
                .setLeadId(request.getLeadId())
                .setStepId(request.getStepId())
                .setFlowId(request.getFlowId())
                .setFlowVersion(request.getFlowVersion())
                .setSourceId(request.getSourceId())
                .setStepName(request.getStepName())
                .setRun(request.getRun())
                .setLeadReceivedAt(request.getLeadReceivedAt())
                .setSettleBy(facts.terms().settleBy().truncatedTo(ChronoUnit.MICROS))
                .setSalePrice(request.getSalePrice())
                .setCurrency(request.getCurrency())
                .setReturnEnabled(request.getReturnEnabled())
                .setReturnMaxAgeDays(request.getReturnMaxAgeDays())
                .setConversionEnabled(request.getConversionEnabled())
                .setLookup(request.getLookup())
                .setFeedbackId(request.getFeedbackId())
                .build();
    }

    private static @Nullable ByteBuffer seal(
            @Nullable DataKey key, EventMeta meta, String field, @Nullable String clear) {
        if (clear == null || key == null) {
            return null;
        }
        UUID stream = meta.getStreamId();
        return key.seal(stream, meta.getRecordId(), field, clear.getBytes(StandardCharsets.UTF_8));
    }

    /** Without its key nothing can be sealed; outcomes are recorded all the same. */
    private @Nullable DataKey key(Facts facts) {
        try {
            return masterKeys.unwrap(facts.key());
        } catch (SealBroken unreadable) {
            return null;
        }
    }
}
