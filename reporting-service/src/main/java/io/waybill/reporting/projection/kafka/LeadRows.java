package io.waybill.reporting.projection.kafka;

import static java.util.Locale.ROOT;

import io.waybill.flow.v1.ConnectionRead;
import io.waybill.flow.v1.DataAppended;
import io.waybill.flow.v1.DeliveryRequested;
import io.waybill.flow.v1.DuplicateKeySeen;
import io.waybill.flow.v1.FilterPassed;
import io.waybill.flow.v1.FilterStopped;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadClosed;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.LookupRequested;
import io.waybill.flow.v1.NobodyChosen;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.StepKept;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.meta.v1.EventMeta;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.DeliveryOrder;
import io.waybill.reporting.projection.RowChange.DeliveryResult;
import io.waybill.reporting.projection.RowChange.LeadArrival;
import io.waybill.reporting.projection.RowChange.LeadEnd;
import io.waybill.reporting.projection.RowChange.LeadMoney;
import io.waybill.reporting.projection.RowChange.LeadRepeat;
import io.waybill.reporting.projection.RowChange.LeadResult;
import io.waybill.reporting.projection.RowChange.LinkedRun;
import io.waybill.reporting.projection.RowChange.Origin;
import io.waybill.reporting.projection.RowChange.RecipientDue;
import io.waybill.reporting.projection.RowChange.SealedValue;
import io.waybill.reporting.projection.TimelineEvent.SealedField;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The records of {@code flow.leads} whose stream is a lead. */
final class LeadRows {

    private LeadRows() {}

    static List<RowChange> of(SpecificRecord value) {
        return switch (value) {
            case LeadReceived event -> received(event);
            case LeadAccepted event ->
                    line(event.getMeta(), EventType.LEAD_ACCEPTED)
                            .outcome("success")
                            .fact("price", event.getPrice())
                            .rows();
            case LeadRefused event ->
                    line(event.getMeta(), EventType.LEAD_REFUSED)
                            .outcome("failure")
                            .fact("check", event.getCheck())
                            .fact("rule", event.getRule())
                            .sealed(SealedField.REASON, event.getReason())
                            .rows();
            case RecipientChosen event -> chosen(event);
            case DeliveryRequested event -> requested(event);
            case StepSettled event -> settled(event);
            case LeadCompleted event -> completed(event);
            case LeadClosed event -> closed(event);
            case DuplicateKeySeen event -> repeated(event);
            default -> ofStep(value);
        };
    }

    /** What a step came to that hands nothing over. */
    private static List<RowChange> ofStep(SpecificRecord value) {
        return switch (value) {
            case FilterPassed event ->
                    line(event.getMeta(), EventType.FILTER_PASSED).step(event.getStepId()).rows();
            case FilterStopped event ->
                    line(event.getMeta(), EventType.FILTER_STOPPED)
                            .step(event.getStepId())
                            .outcome(event.getOutcome())
                            .fact("rule", event.getRule())
                            .sealed(SealedField.REASON, event.getReason())
                            .rows();
            case StepSkipped event ->
                    line(event.getMeta(), EventType.STEP_SKIPPED)
                            .step(event.getStepId())
                            .outcome("skip")
                            .fact("code", event.getCode())
                            .sealed(SealedField.REASON, event.getReason())
                            .rows();
            case DataAppended event ->
                    line(event.getMeta(), EventType.DATA_APPENDED)
                            .step(event.getStepId())
                            .outcome(event.getOutcome())
                            .fact("looked_up_by", event.getEventId())
                            .rows();
            case LookupRequested event ->
                    line(event.getMeta(), EventType.LOOKUP_REQUESTED)
                            .step(event.getStepId())
                            .fact("looked_up_by", event.getEventId())
                            .fact("settle_within_ms", event.getSettleWithinMillis())
                            .rows();
            case NobodyChosen event -> nobody(event);
            case ConnectionRead event -> read(event);
            case StepKept event -> kept(event);
            default -> List.of();
        };
    }

    /** Who the partner of a Buyer Step was, and what kept leads from it. */
    private static List<RowChange> read(ConnectionRead event) {
        return line(event.getMeta(), EventType.CONNECTION_READ)
                .step(event.getStepId())
                .fact("connection_id", event.getConnectionId())
                .fact("partner_id", event.getBuyerId())
                .fact(
                        "holds",
                        event.getHolds().isEmpty() ? null : String.join(", ", event.getHolds()))
                .fact("ended", event.getEnded())
                .rows();
    }

    private static List<RowChange> kept(StepKept event) {
        return line(event.getMeta(), EventType.STEP_KEPT)
                .step(event.getStepId())
                .delivery(event.getEventId())
                .outcome(event.getOutcome())
                .fact("certain", event.getCertain())
                .fact("routing_step", event.getRoutingStep())
                .rows();
    }

    /** What the lead holds: as its source's mappings left it, or as it was sent. */
    private static ByteBuffer held(LeadReceived event) {
        ByteBuffer mapped = event.getMapped();
        return mapped == null ? event.getData() : mapped;
    }

    private static List<RowChange> received(LeadReceived event) {
        EventMeta meta = event.getMeta();
        LeadArrival arrival =
                new LeadArrival(
                        meta.getStreamId(),
                        meta.getAccountId(),
                        new Origin(event.getFlowId(), event.getFlowVersion(), event.getSourceId()),
                        event.getReceivedAt(),
                        meta.getTest(),
                        new SealedValue(meta.getRecordId(), held(event)));
        LineBuilder line =
                line(meta, EventType.LEAD_RECEIVED)
                        .fact("flow_version", event.getFlowVersion())
                        .fact("source_id", event.getSourceId());
        List<String> earlier = event.getEarlierRuns();
        return earlier.isEmpty()
                ? line.rows(arrival)
                : line.fact("run_of", earlier.getFirst())
                        .rows(
                                arrival,
                                new LinkedRun(
                                        meta.getStreamId(),
                                        meta.getAccountId(),
                                        UUID.fromString(earlier.getFirst()),
                                        earlier.size() + 1));
    }

    /** Whom the routing step chose, and by their step ids who else was considered. */
    private static List<RowChange> chosen(RecipientChosen event) {
        LineBuilder line =
                line(event.getMeta(), EventType.RECIPIENT_CHOSEN)
                        .step(event.getRecipientId())
                        .fact("routing_step", event.getStepId())
                        .fact("rank", event.getRank())
                        .fact("score", event.getScore());
        event.getOthers().forEach(other -> line.fact("not_" + other.getStepId(), other.getCode()));
        return line.rows();
    }

    private static List<RowChange> nobody(NobodyChosen event) {
        LineBuilder line = line(event.getMeta(), EventType.NOBODY_CHOSEN).step(event.getStepId());
        event.getOthers().forEach(other -> line.fact("not_" + other.getStepId(), other.getCode()));
        return line.rows();
    }

    private static List<RowChange> requested(DeliveryRequested event) {
        EventMeta meta = event.getMeta();
        return line(meta, EventType.DELIVERY_REQUESTED)
                .step(event.getStepId())
                .delivery(event.getEventId())
                .fact("run", event.getRun())
                .fact("settle_within_ms", event.getSettleWithinMillis())
                .fact("sale_price", event.getSalePrice())
                .rows(
                        new DeliveryOrder(
                                event.getEventId(),
                                meta.getStreamId(),
                                meta.getAccountId(),
                                event.getStepId(),
                                event.getRun(),
                                event.getSalePrice(),
                                event.getCurrency(),
                                meta.getOccurredAt()));
    }

    private static List<RowChange> settled(StepSettled event) {
        EventMeta meta = event.getMeta();
        return line(meta, EventType.STEP_SETTLED)
                .step(event.getStepId())
                .delivery(event.getEventId())
                .outcome(event.getOutcome())
                .fact("certain", event.getCertain())
                .fact("revenue", event.getRevenue())
                .sealed(SealedField.REASON, event.getReason())
                .rows(
                        new DeliveryResult(
                                event.getEventId(),
                                meta.getStreamId(),
                                meta.getAccountId(),
                                event.getOutcome().name().toLowerCase(ROOT),
                                event.getCertain(),
                                event.getRevenue(),
                                meta.getOccurredAt()),
                        new RecipientDue(event.getEventId()));
    }

    private static List<RowChange> completed(LeadCompleted event) {
        EventMeta meta = event.getMeta();
        return line(meta, EventType.LEAD_COMPLETED)
                .outcome(event.getOutcome())
                .fact("decided_by", event.getDecidedBy())
                .fact("price", event.getPrice())
                .fact("revenue", event.getRevenue())
                .sealed(SealedField.REASON, event.getReason())
                .rows(
                        new LeadResult(
                                meta.getStreamId(),
                                meta.getAccountId(),
                                event.getOutcome().name().toLowerCase(ROOT),
                                event.getDecidedBy(),
                                sealed(meta, event.getReason()),
                                new LeadMoney(
                                        event.getPrice(), event.getRevenue(), event.getCurrency()),
                                meta.getOccurredAt()));
    }

    private static List<RowChange> closed(LeadClosed event) {
        EventMeta meta = event.getMeta();
        return line(meta, EventType.LEAD_CLOSED)
                .rows(new LeadEnd(meta.getStreamId(), meta.getAccountId(), meta.getOccurredAt()));
    }

    /** A line in the first lead's timeline; the call's own id leads there too. */
    private static List<RowChange> repeated(DuplicateKeySeen event) {
        EventMeta meta = event.getMeta();
        UUID first = event.getFirstLeadId();
        LineBuilder line =
                LineBuilder.line(
                                meta,
                                Topic.FLOW_LEADS.topicName(),
                                EventType.DUPLICATE_KEY_SEEN,
                                first)
                        .fact("repeated_as", meta.getStreamId())
                        .fact("same_request", event.getSameRequest());
        return event.getSameRequest()
                ? line.rows(new LeadRepeat(meta.getStreamId(), meta.getAccountId(), first))
                : line.rows();
    }

    private static LineBuilder line(EventMeta meta, EventType type) {
        return LineBuilder.line(meta, Topic.FLOW_LEADS.topicName(), type, meta.getStreamId());
    }

    private static @Nullable SealedValue sealed(EventMeta meta, @Nullable ByteBuffer bytes) {
        return bytes == null ? null : new SealedValue(meta.getRecordId(), bytes);
    }
}
