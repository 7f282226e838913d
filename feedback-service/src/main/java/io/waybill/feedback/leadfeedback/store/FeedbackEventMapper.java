package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackRefused;
import io.waybill.feedback.leadfeedback.FeedbackType;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Feedback events as records of feedback.events: lane and account are the delivery's. */
final class FeedbackEventMapper {

    /** Stands for any type that does not exist: what a caller wrote is not kept in clear. */
    private static final String UNKNOWN_TYPE = "unknown";

    private FeedbackEventMapper() {}

    /**
     * @param key the lead's; empty once the lead is erased, and the reason is then dropped
     */
    static OutboundRecord toRecord(
            FeedbackEvent event,
            DeliveryRow delivery,
            long sequence,
            UUID correlation,
            Optional<DataKey> key) {
        GiveFeedback given = event.given();
        Scope scope =
                new Scope(
                        delivery.accountId,
                        delivery.counterpartyId,
                        delivery.lane,
                        correlation,
                        delivery.test);
        EventMeta meta =
                Metas.of(scope, delivery.eventId, sequence, given.feedbackId(), given.at());
        SpecificRecord record =
                switch (event) {
                    case FeedbackReceived _ ->
                            received(
                                    meta,
                                    given,
                                    delivery,
                                    sealed(meta, "FeedbackReceived", given, key));
                    case FeedbackRefused refused ->
                            refused(
                                    meta,
                                    refused,
                                    delivery,
                                    sealed(meta, "FeedbackRefused", given, key));
                };
        return new OutboundRecord(Topic.FEEDBACK_EVENTS, delivery.eventId.toString(), record);
    }

    private static SpecificRecord received(
            EventMeta meta, GiveFeedback given, DeliveryRow delivery, @Nullable ByteBuffer reason) {
        return io.waybill.feedback.v1.FeedbackReceived.newBuilder()
                .setMeta(meta)
                .setFeedbackId(given.feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setType(type(given))
                .setReason(reason)
                .setReceivedAt(meta.getOccurredAt())
                .build();
    }

    private static SpecificRecord refused(
            EventMeta meta,
            FeedbackRefused event,
            DeliveryRow delivery,
            @Nullable ByteBuffer reason) {
        return io.waybill.feedback.v1.FeedbackRefused.newBuilder()
                .setMeta(meta)
                .setFeedbackId(event.given().feedbackId())
                .setEventId(delivery.eventId)
                .setLeadId(delivery.leadId)
                .setFlowId(delivery.flowId)
                .setSourceId(delivery.sourceId)
                .setStepId(delivery.stepId)
                .setType(type(event.given()))
                .setReason(reason)
                .setReceivedAt(meta.getOccurredAt())
                .setCode(event.refusal().code())
                .setSentence(event.refusal().sentence())
                .build();
    }

    private static String type(GiveFeedback given) {
        return given.type().map(FeedbackType::text).orElse(UNKNOWN_TYPE);
    }

    private static @Nullable ByteBuffer sealed(
            EventMeta meta, String record, GiveFeedback given, Optional<DataKey> key) {
        if (given.reason().isEmpty() || key.isEmpty()) {
            return null;
        }
        String reason = given.reason().get().text();
        return key.get()
                .sealText(meta.getStreamId(), meta.getRecordId(), record + ".reason", reason);
    }
}
