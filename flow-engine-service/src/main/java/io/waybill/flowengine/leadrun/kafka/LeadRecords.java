package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.DeliveryRequested;
import io.waybill.flow.v1.FilterPassed;
import io.waybill.flow.v1.FilterStopped;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Writes the events of one decision to the lead's stream on flow.leads, values sealed. */
final class LeadRecords {

    private static final int FIRST_RUN = 1;

    private final Effects effects;
    private final RunFile file;
    private final byte[] data;
    private long sequence;

    /**
     * @param data UTF-8 JSON of the submission, for the event that holds it
     */
    LeadRecords(Effects effects, RunFile file, byte[] data) {
        this.effects = effects;
        this.file = file;
        this.data = data;
        this.sequence = file.sequence();
    }

    /** Sequence of the last event that was written. */
    long sequence() {
        return sequence;
    }

    void write(LeadRunEvent event) {
        EventMeta meta = file.envelope().on(effects.meta(file.leadId(), ++sequence));
        SpecificRecord record =
                switch (event) {
                    case LeadRunEvent.LeadReceived e -> received(meta, e);
                    case LeadRunEvent.LeadAccepted _ -> new LeadAccepted(meta);
                    case LeadRunEvent.LeadRefused e -> refused(meta, e);
                    case LeadRunEvent.FilterPassed e -> new FilterPassed(meta, e.stepId());
                    case LeadRunEvent.FilterStopped e -> stopped(meta, e);
                    case LeadRunEvent.StepSkipped e -> skipped(meta, e);
                    case LeadRunEvent.DeliveryRequested e -> requested(meta, e);
                    case LeadRunEvent.StepSettled e -> settled(meta, e);
                    case LeadRunEvent.LeadCompleted e -> completed(meta, e);
                    case LeadRunEvent.LeadClosed _ -> new LeadClosed(meta);
                };
        effects.send(Topic.FLOW_LEADS, file.leadId().toString(), record);
    }

    /** Makes the lead's data key known to those who read the ledger. */
    void writeKey() {
        effects.send(
                Topic.FLOW_KEYS,
                file.leadId().toString(),
                LeadKeyLive.newBuilder()
                        .setMeta(file.envelope().on(effects.meta(file.leadId(), 0)))
                        .setWrappedKey(file.wrappedKey().bytes())
                        .setMasterKeyId(file.wrappedKey().masterKeyId())
                        .build());
    }

    private LeadReceived received(EventMeta meta, LeadRunEvent.LeadReceived event) {
        Lead lead = event.lead();
        return LeadReceived.newBuilder()
                .setMeta(meta)
                .setFlowId(lead.flowId())
                .setFlowVersion(lead.flowVersion())
                .setSourceId(lead.sourceId())
                .setReceivedAt(lead.receivedAt())
                .setRandom(lead.random())
                .setIdempotencyKeyHash(
                        event.idempotencyKeyHash()
                                .map(hash -> ByteBuffer.wrap(HexFormat.of().parseHex(hash)))
                                .orElse(null))
                .setData(Sealed.bytes(file.key(), meta, "LeadReceived.data", data))
                .build();
    }

    private LeadRefused refused(EventMeta meta, LeadRunEvent.LeadRefused event) {
        byte[] reason = event.reason().getBytes(StandardCharsets.UTF_8);
        return LeadRefused.newBuilder()
                .setMeta(meta)
                .setRule(event.rule())
                .setReason(Sealed.bytes(file.key(), meta, "LeadRefused.reason", reason))
                .build();
    }

    private FilterStopped stopped(EventMeta meta, LeadRunEvent.FilterStopped event) {
        return FilterStopped.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setRule(event.rule())
                .setOutcome(Outcomes.toAvro(event.outcome()))
                .setReason(sealed(meta, "FilterStopped.reason", event.reason()))
                .build();
    }

    private StepSkipped skipped(EventMeta meta, LeadRunEvent.StepSkipped event) {
        return StepSkipped.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setCode(event.skip().name().toLowerCase(Locale.ROOT))
                .setReason(sealed(meta, "StepSkipped.reason", event.reason()))
                .build();
    }

    private DeliveryRequested requested(EventMeta meta, LeadRunEvent.DeliveryRequested event) {
        return DeliveryRequested.newBuilder()
                .setMeta(meta)
                .setStepId(event.stepId())
                .setEventId(event.eventId())
                .setRun(FIRST_RUN)
                .setSettleWithinMillis(Math.toIntExact(event.settleWithin().toMillis()))
                .setSalePrice(event.salePrice())
                .setCurrency(file.currency())
                .build();
    }

    private StepSettled settled(EventMeta meta, LeadRunEvent.StepSettled event) {
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

    private LeadCompleted completed(EventMeta meta, LeadRunEvent.LeadCompleted event) {
        return LeadCompleted.newBuilder()
                .setMeta(meta)
                .setOutcome(Outcomes.toAvro(event.outcome()))
                .setDecidedBy(event.decidedBy().orElse(null))
                .setReason(sealed(meta, "LeadCompleted.reason", event.reason()))
                .setPrice(event.price())
                .setRevenue(event.revenue())
                .setCurrency(file.currency())
                .build();
    }

    private @Nullable ByteBuffer sealed(EventMeta meta, String field, Optional<String> clear) {
        return Sealed.text(file.key(), meta, field, clear);
    }
}
