package io.waybill.reporting.lead.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.reporting.lead.LeadDetail;
import io.waybill.reporting.lead.LeadDetail.DeliveryView;
import io.waybill.reporting.lead.LeadDetail.LinkedRunView;
import io.waybill.reporting.lead.PartnerNames;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.LeadOpener.Bound;
import io.waybill.reporting.store.Names;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows that make up one lead, collected for {@link LeadDetail}. */
record LeadFile(
        LeadEntity lead,
        @Nullable LeadKeyEntity key,
        Names names,
        List<DeliveryEntity> deliveries,
        List<EventEntity> events,
        List<LinkedRunEntity> runs) {

    LeadFile(LeadEntity lead, @Nullable LeadKeyEntity key, Names names) {
        this(lead, key, names, List.of(), List.of(), List.of());
    }

    LeadFile withDeliveries(List<DeliveryEntity> found) {
        return new LeadFile(lead, key, names, found, events, runs);
    }

    LeadFile withEvents(List<EventEntity> found) {
        return new LeadFile(lead, key, names, deliveries, found, runs);
    }

    LeadFile withRuns(List<LinkedRunEntity> found) {
        return new LeadFile(lead, key, names, deliveries, events, found);
    }

    LeadDetail detail(LeadOpener opener, PartnerNames partners) {
        DataKey dataKey = LeadViews.dataKey(opener, key).orElse(null);
        EventViews views = new EventViews(opener, names, partners);
        return new LeadDetail(
                new LeadViews(opener, names).view(lead, key),
                lead.closedAt,
                fields(opener, dataKey),
                deliveries.stream().map(this::view).toList(),
                events.stream()
                        .map(event -> views.view(event, lead.flowId, dataKey, true))
                        .toList(),
                linkedRuns());
    }

    private List<LinkedRunView> linkedRuns() {
        return runs.isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(new LinkedRunView(runs.getFirst().firstLeadId, 1)),
                                runs.stream().map(run -> new LinkedRunView(run.runId, run.number)))
                        .toList();
    }

    private @Nullable Map<String, Object> fields(LeadOpener opener, @Nullable DataKey dataKey) {
        return lead.dataRecord == null
                ? null
                : opener.object(
                        dataKey, new Bound(lead.leadId, lead.dataRecord, Bound.DATA), lead.data);
    }

    private DeliveryView view(DeliveryEntity delivery) {
        return new DeliveryView(
                delivery.eventId,
                Objects.requireNonNull(names.step(lead.flowId, delivery.stepId)),
                delivery.run,
                delivery.requestedAt,
                delivery.settledAt,
                delivery.outcome,
                delivery.certain,
                delivery.salePrice,
                delivery.revenue,
                delivery.currency);
    }
}
