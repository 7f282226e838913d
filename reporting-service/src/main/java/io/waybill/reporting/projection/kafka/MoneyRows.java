package io.waybill.reporting.projection.kafka;

import io.waybill.feedback.v1.CostReversed;
import io.waybill.feedback.v1.LeadOffered;
import io.waybill.feedback.v1.RevenueReversed;
import io.waybill.meta.v1.EventMeta;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.schemas.Topic;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** The records of {@code feedback.events} about what follows from a return. */
final class MoneyRows {

    private static final String TOPIC = Topic.FEEDBACK_EVENTS.topicName();

    private MoneyRows() {}

    static List<RowChange> of(SpecificRecord value) {
        return switch (value) {
            case RevenueReversed event ->
                    line(event.getMeta(), EventType.REVENUE_REVERSED, event.getLeadId())
                            .step(event.getStepId())
                            .fact("amount", event.getAmount())
                            .fact("currency", event.getCurrency())
                            .fact("lead_received_at", event.getLeadReceivedAt())
                            .fact("feedback_id", event.getFeedbackId())
                            .rows();
            case CostReversed event ->
                    line(event.getMeta(), EventType.COST_REVERSED, event.getLeadId())
                            .step(event.getStepId())
                            .fact("amount", event.getAmount())
                            .fact("currency", event.getCurrency())
                            .fact("lead_received_at", event.getLeadReceivedAt())
                            .fact("feedback_id", event.getFeedbackId())
                            .rows();
            case LeadOffered event ->
                    line(event.getMeta(), EventType.LEAD_OFFERED, event.getLeadId())
                            .step(event.getStepId())
                            .fact("feedback_id", event.getFeedbackId())
                            .rows();
            default -> List.of();
        };
    }

    private static LineBuilder line(EventMeta meta, EventType type, UUID leadId) {
        return LineBuilder.line(meta, TOPIC, type, leadId).delivery(meta.getStreamId());
    }
}
