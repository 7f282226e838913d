package io.waybill.reporting.projection.kafka;

import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.AttemptStarted;
import io.waybill.delivery.v1.DeliveryAccepted;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.EventMeta;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.TimelineEvent.SealedField;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The records of {@code delivery.attempts}; their stream is the delivery. */
final class DeliveryRows {

    /** Of the ids of deliveries by which sources are told of feedback: that is no hand-over. */
    private static final int DERIVED = 5;

    private DeliveryRows() {}

    static List<RowChange> of(SpecificRecord value) {
        return Records.meta(value).getStreamId().version() == DERIVED
                ? List.of()
                : ofHandOver(value);
    }

    private static List<RowChange> ofHandOver(SpecificRecord value) {
        return switch (value) {
            case DeliveryAccepted event ->
                    line(event.getMeta(), EventType.DELIVERY_ACCEPTED, event.getLeadId())
                            .step(event.getStepId())
                            .fact("step_name", event.getStepName())
                            .fact("run", event.getRun())
                            .fact("settle_by", event.getSettleBy())
                            .rows();
            case AttemptStarted event ->
                    line(event.getMeta(), EventType.ATTEMPT_STARTED, event.getLeadId())
                            .step(event.getStepId())
                            .fact("attempt", event.getAttempt())
                            .rows();
            case AttemptEnded event -> ended(event);
            case DeliverySettled event ->
                    line(event.getMeta(), EventType.DELIVERY_SETTLED, event.getLeadId())
                            .step(event.getStepId())
                            .outcome(event.getOutcome())
                            .fact("certain", event.getCertain())
                            .fact("attempts", event.getAttempts())
                            .fact("price", event.getPrice())
                            .sealed(SealedField.REASON, event.getReason())
                            .sealed(SealedField.REFERENCE, event.getReference())
                            .sealed(SealedField.APPENDED, event.getAppended())
                            .rows();
            default -> ReconciledRows.of(value);
        };
    }

    private static List<RowChange> ended(AttemptEnded event) {
        return line(event.getMeta(), EventType.ATTEMPT_ENDED, event.getLeadId())
                .step(event.getStepId())
                .outcome(event.getOutcome())
                .fact("attempt", event.getAttempt())
                .fact("status", event.getStatus())
                .fact("latency_micros", event.getLatencyMicros())
                .fact("retry_at", event.getRetryAt())
                .sealed(SealedField.REASON, event.getReason())
                .sealed(SealedField.REQUEST, event.getRequest())
                .sealed(SealedField.REPLY, event.getReply())
                .rows();
    }

    private static LineBuilder line(EventMeta meta, EventType type, UUID leadId) {
        return LineBuilder.line(meta, Topic.DELIVERY_ATTEMPTS.topicName(), type, leadId)
                .delivery(meta.getStreamId());
    }
}
