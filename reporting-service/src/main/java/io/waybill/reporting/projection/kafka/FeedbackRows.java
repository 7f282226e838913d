package io.waybill.reporting.projection.kafka;

import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.feedback.v1.FeedbackRefused;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.RecipientDue;
import io.waybill.reporting.projection.TimelineEvent.SealedField;
import io.waybill.schemas.Topic;
import java.util.List;

/** The records of {@code feedback.events}. */
final class FeedbackRows {

    private static final String TOPIC = Topic.FEEDBACK_EVENTS.topicName();

    private FeedbackRows() {}

    static List<RowChange> of(FeedbackReceived event) {
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

    static List<RowChange> of(FeedbackRefused event) {
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
