package io.waybill.feedback.leadfeedback.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.CostReversed;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackRefused;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackSendFailed;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackSent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.LeadOffered;
import io.waybill.feedback.leadfeedback.FeedbackEvent.RevenueReversed;
import io.waybill.feedback.leadfeedback.FeedbackRefusal.Detail;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Sending;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Feedback events as records of feedback.events: lane and account are the delivery's. */
final class FeedbackRecords {

    /** Stands for any type that does not exist: what a caller wrote is not kept in clear. */
    static final String UNKNOWN_TYPE = "unknown";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeliveryRow delivery;
    private final Scope scope;
    private final String type;
    private final Optional<DataKey> key;

    /**
     * @param type of the feedback that all the events follow from
     * @param key the lead's; empty once the lead is erased, and what is sealed is then dropped
     */
    FeedbackRecords(
            DeliveryRow delivery,
            UUID correlation,
            Optional<FeedbackType> type,
            Optional<DataKey> key) {
        this.delivery = delivery;
        this.scope = delivery.scope(correlation);
        this.type = type.map(FeedbackType::text).orElse(UNKNOWN_TYPE);
        this.key = key;
    }

    /**
     * The idempotency key by which a source is told of a feedback: one for each, whatever happens.
     */
    static UUID sendingId(UUID feedbackId) {
        return RecordIds.derived(feedbackId, "sending");
    }

    /** The next events of the stream, behind the version that the delivery's row shows. */
    List<OutboundRecord> of(List<FeedbackEvent> events) {
        List<OutboundRecord> records = new ArrayList<>();
        long sequence = delivery.version;
        for (FeedbackEvent event : events) {
            sequence++;
            EventMeta meta =
                    Metas.of(scope, delivery.eventId, sequence, recordId(event), event.at());
            records.add(
                    new OutboundRecord(
                            Topic.FEEDBACK_EVENTS,
                            delivery.eventId.toString(),
                            record(event, meta)));
        }
        return records;
    }

    /**
     * Nothing is written of a feedback twice, so that its id and what happened name the record.
     * What was not certain may become so later.
     */
    private static UUID recordId(FeedbackEvent event) {
        String what =
                event instanceof FeedbackSendFailed failed && !failed.certain()
                        ? "FeedbackSendFailed/uncertain"
                        : event.getClass().getSimpleName();
        return event instanceof FeedbackEvent.Given given
                ? given.feedbackId()
                : RecordIds.derived(event.feedbackId(), what);
    }

    private SpecificRecord record(FeedbackEvent event, EventMeta meta) {
        return switch (event) {
            case FeedbackReceived received -> received(received, meta);
            case FeedbackRefused refused -> refused(refused, meta);
            case FeedbackSent sent -> sent(sent, meta);
            case FeedbackSendFailed failed -> failed(failed, meta);
            case RevenueReversed reversed -> revenue(reversed, meta);
            case CostReversed reversed -> cost(reversed, meta);
            case LeadOffered offered ->
                    io.waybill.feedback.v1.LeadOffered.newBuilder()
                            .setMeta(meta)
                            .setFeedbackId(offered.feedbackId())
                            .setEventId(delivery.eventId)
                            .setLeadId(delivery.leadId)
                            .setFlowId(delivery.flowId)
                            .setSourceId(delivery.sourceId)
                            .setStepId(delivery.stepId)
                            .build();
        };
    }

    private SpecificRecord received(FeedbackReceived event, EventMeta meta) {
        GiveFeedback given = event.given();
        return io.waybill.feedback.v1.FeedbackReceived.newBuilder()
                .setMeta(meta)
                .setFeedbackId(given.feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setType(type)
                .setReason(sealed(meta, "FeedbackReceived.reason", reason(given.reason())))
                .setReceivedAt(meta.getOccurredAt())
                .setValues(sealed(meta, "FeedbackReceived.values", values(given)))
                .setSendingId(event.sending().isPresent() ? sendingId(given.feedbackId()) : null)
                .setSendingInBatch(
                        event.sending().filter(s -> s.when() == Sending.When.BATCH).isPresent())
                .build();
    }

    private SpecificRecord refused(FeedbackRefused event, EventMeta meta) {
        GiveFeedback given = event.given();
        return io.waybill.feedback.v1.FeedbackRefused.newBuilder()
                .setMeta(meta)
                .setFeedbackId(given.feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setType(given.type().map(FeedbackType::text).orElse(UNKNOWN_TYPE))
                .setReason(sealed(meta, "FeedbackRefused.reason", reason(given.reason())))
                .setReceivedAt(meta.getOccurredAt())
                .setCode(event.refusal().code())
                .setSentence(event.refusal().sentence())
                .setValues(sealed(meta, "FeedbackRefused.values", values(given)))
                .setDetail(
                        sealed(
                                meta,
                                "FeedbackRefused.detail",
                                event.refusal().detail().map(Detail::text)))
                .build();
    }

    private SpecificRecord sent(FeedbackSent event, EventMeta meta) {
        return io.waybill.feedback.v1.FeedbackSent.newBuilder()
                .setMeta(meta)
                .setFeedbackId(event.feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setType(type)
                .setSendingId(sendingId(event.feedbackId()))
                .setOutcome(event.taken() ? Outcome.SUCCESS : Outcome.FAILURE)
                .setReason(sealed(meta, "FeedbackSent.reason", reason(event.reason())))
                .setInBatch(event.answered().inBatch())
                .build();
    }

    private SpecificRecord failed(FeedbackSendFailed event, EventMeta meta) {
        return io.waybill.feedback.v1.FeedbackSendFailed.newBuilder()
                .setMeta(meta)
                .setFeedbackId(event.feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setType(type)
                .setSendingId(sendingId(event.feedbackId()))
                .setCertain(event.certain())
                .setReason(sealed(meta, "FeedbackSendFailed.reason", reason(event.reason())))
                .setInBatch(event.answered().inBatch())
                .build();
    }

    private SpecificRecord revenue(RevenueReversed event, EventMeta meta) {
        return io.waybill.feedback.v1.RevenueReversed.newBuilder()
                .setMeta(meta)
                .setFeedbackId(event.feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setAmount(event.amount().toDecimal())
                .setCurrency(event.amount().currency())
                .setLeadReceivedAt(delivery.leadReceivedAt)
                .build();
    }

    private SpecificRecord cost(CostReversed event, EventMeta meta) {
        return io.waybill.feedback.v1.CostReversed.newBuilder()
                .setMeta(meta)
                .setFeedbackId(event.feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setAmount(event.amount().toDecimal())
                .setCurrency(event.amount().currency())
                .setLeadReceivedAt(delivery.leadReceivedAt)
                .build();
    }

    private static Optional<String> reason(Optional<Reason> reason) {
        return reason.map(Reason::text);
    }

    private static Optional<String> values(GiveFeedback given) {
        Map<String, String> values = given.values().byName();
        try {
            return values.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JSON.writeValueAsString(values));
        } catch (JsonProcessingException textsCanBeWritten) {
            throw new IllegalStateException(textsCanBeWritten);
        }
    }

    private @Nullable ByteBuffer sealed(EventMeta meta, String field, Optional<String> text) {
        if (text.isEmpty() || key.isEmpty()) {
            return null;
        }
        return key.get().sealText(meta.getStreamId(), meta.getRecordId(), field, text.get());
    }
}
