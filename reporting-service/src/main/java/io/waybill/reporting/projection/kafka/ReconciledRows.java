package io.waybill.reporting.projection.kafka;

import static java.util.Locale.ROOT;

import io.waybill.delivery.v1.BatchRowEnded;
import io.waybill.delivery.v1.DeliveryGivenUp;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.RedeliveryPlanned;
import io.waybill.flow.v1.SaleReconciled;
import io.waybill.meta.v1.EventMeta;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.DeliveryKnown;
import io.waybill.reporting.projection.RowChange.RecipientDue;
import io.waybill.reporting.projection.RowChange.SaleKnown;
import io.waybill.reporting.projection.TimelineEvent.SealedField;
import io.waybill.schemas.Topic;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * What follows when a step has its outcome: later attempts, the end of its batch, and what became
 * known of a sale.
 */
final class ReconciledRows {

    private ReconciledRows() {}

    static List<RowChange> of(SpecificRecord value) {
        return switch (value) {
            case RedeliveryPlanned event ->
                    line(event.getMeta(), EventType.REDELIVERY_PLANNED, event.getLeadId())
                            .step(event.getStepId())
                            .fact("due_at", event.getDueAt())
                            .fact("until", event.getUntil())
                            .fact("by", event.getBy())
                            .rows();
            case DeliveryGivenUp event ->
                    line(event.getMeta(), EventType.DELIVERY_GIVEN_UP, event.getLeadId())
                            .step(event.getStepId())
                            .outcome("error")
                            .fact("certain", event.getCertain())
                            .fact("attempts", event.getAttempts())
                            .sealed(SealedField.REASON, event.getReason())
                            .rows();
            case DeliveryReconciled event -> known(event);
            case BatchRowEnded event ->
                    line(event.getMeta(), EventType.BATCH_ROW_ENDED, event.getLeadId())
                            .step(event.getStepId())
                            .outcome(event.getOutcome())
                            .fact("certain", event.getCertain())
                            .fact("batch_id", event.getBatchId())
                            .sealed(SealedField.REASON, event.getReason())
                            .rows();
            case SaleReconciled event -> known(event);
            default -> List.of();
        };
    }

    private static List<RowChange> known(DeliveryReconciled event) {
        EventMeta meta = event.getMeta();
        return line(meta, EventType.DELIVERY_RECONCILED, event.getLeadId())
                .step(event.getStepId())
                .outcome(event.getOutcome())
                .fact("by", event.getBy())
                .fact("price", event.getPrice())
                .sealed(SealedField.REASON, event.getReason())
                .sealed(SealedField.REFERENCE, event.getReference())
                .rows(
                        new DeliveryKnown(
                                meta.getStreamId(),
                                event.getLeadId(),
                                meta.getAccountId(),
                                event.getOutcome().name().toLowerCase(ROOT),
                                event.getPrice(),
                                meta.getOccurredAt()),
                        new RecipientDue(meta.getStreamId()));
    }

    private static List<RowChange> known(SaleReconciled event) {
        EventMeta meta = event.getMeta();
        UUID lead = meta.getStreamId();
        return LineBuilder.line(meta, Topic.FLOW_LEADS.topicName(), EventType.SALE_RECONCILED, lead)
                .step(event.getStepId())
                .delivery(event.getEventId())
                .outcome(event.getOutcome())
                .fact("revenue", event.getRevenue())
                .rows(
                        new SaleKnown(
                                event.getEventId(),
                                lead,
                                meta.getAccountId(),
                                event.getOutcome().name().toLowerCase(ROOT),
                                event.getRevenue()),
                        new RecipientDue(event.getEventId()));
    }

    private static LineBuilder line(EventMeta meta, EventType type, UUID leadId) {
        return LineBuilder.line(meta, Topic.DELIVERY_ATTEMPTS.topicName(), type, leadId)
                .delivery(meta.getStreamId());
    }
}
