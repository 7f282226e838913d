package io.waybill.reporting.projection.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.AccountZone;
import io.waybill.reporting.projection.RowChange.DeliveryKnown;
import io.waybill.reporting.projection.RowChange.DeliveryOrder;
import io.waybill.reporting.projection.RowChange.DeliveryResult;
import io.waybill.reporting.projection.RowChange.FlowName;
import io.waybill.reporting.projection.RowChange.KeyErased;
import io.waybill.reporting.projection.RowChange.KeyLive;
import io.waybill.reporting.projection.RowChange.LeadArrival;
import io.waybill.reporting.projection.RowChange.LeadEnd;
import io.waybill.reporting.projection.RowChange.LeadRepeat;
import io.waybill.reporting.projection.RowChange.LeadResult;
import io.waybill.reporting.projection.RowChange.LinkedRun;
import io.waybill.reporting.projection.RowChange.RecipientDue;
import io.waybill.reporting.projection.RowChange.SaleKnown;
import io.waybill.reporting.projection.RowChange.SealedValue;
import io.waybill.reporting.projection.RowChange.SourceName;
import io.waybill.reporting.projection.RowChange.StepName;
import io.waybill.reporting.projection.RowChange.TimelineLine;
import io.waybill.reporting.projection.TimelineEvent;
import io.waybill.reporting.projection.TimelineEvent.Place;
import io.waybill.reporting.projection.TimelineEvent.SealedField;
import io.waybill.reporting.projection.TimelineEvent.Subject;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a {@link RowStatement}, as the driver takes them. */
final class RowValues {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private RowValues() {}

    static @Nullable Object[] of(RowChange change) {
        return switch (change) {
            case LeadArrival a ->
                    values(
                            a.leadId(),
                            a.accountId(),
                            a.origin().flowId(),
                            a.origin().flowVersion(),
                            a.origin().sourceId(),
                            a.receivedAt(),
                            a.test(),
                            a.data().bytes(),
                            a.data().recordId());
            case LeadResult r -> of(r, r.reason());
            case LeadEnd e -> values(e.leadId(), e.accountId(), e.closedAt());
            case LeadRepeat r -> values(r.leadId(), r.accountId(), r.firstLeadId());
            case LinkedRun r -> values(r.runId(), r.accountId(), r.firstLeadId(), r.number());
            case DeliveryOrder order -> of(order);
            case DeliveryResult r -> of(r);
            case DeliveryKnown k -> of(k);
            case SaleKnown k ->
                    values(k.eventId(), k.leadId(), k.accountId(), k.outcome(), k.revenue());
            case TimelineLine line -> of(line.event());
            case KeyLive k -> values(k.leadId(), k.wrappedKey(), k.masterKeyId());
            case KeyErased k -> values(k.leadId(), k.erasedAt());
            case FlowName n -> values(n.flowId(), n.accountId(), n.name(), n.sequence());
            case SourceName n ->
                    values(n.flowId(), n.sourceId(), n.accountId(), n.name(), n.sequence());
            case AccountZone a -> values(a.accountId(), a.zone());
            case RecipientDue due -> values(due.eventId());
            case StepName n ->
                    values(n.flowId(), n.stepId(), n.accountId(), n.name(), n.type(), n.sequence());
        };
    }

    private static @Nullable Object[] of(DeliveryResult r) {
        return values(
                r.eventId(),
                r.leadId(),
                r.accountId(),
                r.outcome(),
                r.certain(),
                r.revenue(),
                r.settledAt());
    }

    private static @Nullable Object[] of(DeliveryKnown k) {
        return values(k.eventId(), k.leadId(), k.accountId(), k.outcome(), k.price(), k.knownAt());
    }

    private static @Nullable Object[] of(LeadResult result, @Nullable SealedValue reason) {
        return values(
                result.leadId(),
                result.accountId(),
                result.outcome(),
                result.decidedBy(),
                reason == null ? null : reason.bytes(),
                reason == null ? null : reason.recordId(),
                result.money().price(),
                result.money().revenue(),
                result.money().currency(),
                result.completedAt());
    }

    private static @Nullable Object[] of(DeliveryOrder order) {
        return values(
                order.eventId(),
                order.leadId(),
                order.accountId(),
                order.stepId(),
                order.run(),
                order.salePrice(),
                order.currency(),
                order.requestedAt());
    }

    private static @Nullable Object[] of(TimelineEvent event) {
        Place place = event.place();
        Subject subject = event.subject();
        Map<SealedField, ByteBuffer> sealed = event.sealed();
        return values(
                place.recordId(),
                subject.accountId(),
                subject.leadId(),
                place.topic(),
                place.streamId(),
                place.sequence(),
                place.occurredAt(),
                event.type().text(),
                subject.stepId(),
                subject.eventId(),
                event.outcome(),
                subject.test(),
                json(event.facts()),
                sealed.get(SealedField.REASON),
                sealed.get(SealedField.REQUEST),
                sealed.get(SealedField.REPLY),
                sealed.get(SealedField.REFERENCE),
                sealed.get(SealedField.APPENDED));
    }

    private static @Nullable Object[] values(@Nullable Object... values) {
        return Stream.of(values).map(RowValues::forDriver).toArray();
    }

    private static @Nullable Object forDriver(@Nullable Object value) {
        return switch (value) {
            case Instant time -> OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    private static String json(Map<String, Object> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
