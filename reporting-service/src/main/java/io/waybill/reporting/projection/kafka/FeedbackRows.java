package io.waybill.reporting.projection.kafka;

import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackRefused;
import io.waybill.feedback.v1.FeedbackSendFailed;
import io.waybill.feedback.v1.FeedbackSent;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.RecipientDue;
import io.waybill.reporting.projection.TimelineEvent.SealedField;
import io.waybill.schemas.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** The records of {@code feedback.events} about feedback itself. */
final class FeedbackRows {

    private static final String TOPIC = Topic.FEEDBACK_EVENTS.topicName();

    private FeedbackRows() {}

    static List<RowChange> of(SpecificRecord value) {
        return switch (value) {
            case FeedbackReceived event -> received(event);
            case FeedbackRefused event -> refused(event);
            case FeedbackSent event ->
                    LineBuilder.line(
                                    event.getMeta(),
                                    TOPIC,
                                    EventType.FEEDBACK_SENT,
                                    event.getLeadId())
                            .step(event.getStepId())
                            .delivery(event.getEventId())
                            .outcome(event.getOutcome())
                            .fact("feedback", event.getType())
                            .fact("feedback_id", event.getFeedbackId())
                            .fact("sending_id", event.getSendingId())
                            .fact("in_batch", event.getInBatch())
                            .sealed(SealedField.REASON, event.getReason())
                            .rows();
            case FeedbackSendFailed event ->
                    LineBuilder.line(
                                    event.getMeta(),
                                    TOPIC,
                                    EventType.FEEDBACK_SEND_FAILED,
                                    event.getLeadId())
                            .step(event.getStepId())
                            .delivery(event.getEventId())
                            .outcome("error")
                            .fact("feedback", event.getType())
                            .fact("feedback_id", event.getFeedbackId())
                            .fact("sending_id", event.getSendingId())
                            .fact("in_batch", event.getInBatch())
                            .fact("certain", event.getCertain())
                            .sealed(SealedField.REASON, event.getReason())
                            .rows();
            default -> MoneyRows.of(value);
        };
    }

    private static List<RowChange> received(FeedbackReceived event) {
        return LineBuilder.line(
                        event.getMeta(), TOPIC, EventType.FEEDBACK_RECEIVED, event.getLeadId())
                .step(event.getStepId())
                .delivery(event.getEventId())
                .outcome("success")
                .fact("feedback", event.getType())
                .fact("feedback_id", event.getFeedbackId())
                .sealed(SealedField.REASON, event.getReason())
                .rows(new RecipientDue(event.getEventId()));
    }

    private static List<RowChange> refused(FeedbackRefused event) {
        return LineBuilder.line(
                        event.getMeta(), TOPIC, EventType.FEEDBACK_REFUSED, event.getLeadId())
                .step(event.getStepId())
                .delivery(event.getEventId())
                .outcome("failure")
                .fact("feedback", event.getType())
                .fact("feedback_id", event.getFeedbackId())
                .fact("code", event.getCode())
                .fact("sentence", event.getSentence())
                .sealed(SealedField.REASON, event.getReason())
                .rows();
    }
}
