package io.waybill.reporting.lead.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.reporting.lead.EventText;
import io.waybill.reporting.lead.EventView;
import io.waybill.reporting.lead.Named;
import io.waybill.reporting.lead.PartnerNames;
import io.waybill.reporting.projection.EventType;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.LeadOpener.Bound;
import io.waybill.reporting.store.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event's row as a reader sees it. */
record EventViews(LeadOpener opener, Names names, PartnerNames partners) {

    /**
     * @param key the lead's data key, where there is one
     * @param whole true to open request, reply, reference and appended values too
     */
    EventView view(EventEntity event, @Nullable UUID flowId, @Nullable DataKey key, boolean whole) {
        EventType type = EventType.of(event.type).orElseThrow();
        Named step = names.step(flowId, event.stepId);
        String reason = opener.text(key, bound(event, type, "reason"), event.reason);
        Map<String, Object> facts = facts(event);
        return new EventView(
                event.recordId,
                event.type,
                event.occurredAt,
                event.leadId,
                step,
                event.eventId,
                event.outcome,
                reason,
                EventText.of(type, step, event.outcome, reason, facts),
                facts,
                whole ? opened(event, type, key) : null,
                event.test);
    }

    /** With the name that goes with the id of a partner. */
    private Map<String, Object> facts(EventEntity event) {
        Object partner = event.facts.get("partner_id");
        if (partner == null) {
            return event.facts;
        }
        Map<String, Object> facts = new LinkedHashMap<>(event.facts);
        partners.of(UUID.fromString(partner.toString()))
                .ifPresent(name -> facts.put("partner", name));
        return facts;
    }

    private @Nullable Map<String, Object> opened(
            EventEntity event, EventType type, @Nullable DataKey key) {
        Map<String, Object> opened = new LinkedHashMap<>();
        put(opened, "request", opener.object(key, bound(event, type, "request"), event.request));
        put(opened, "reply", opener.object(key, bound(event, type, "reply"), event.reply));
        put(
                opened,
                "reference",
                opener.text(key, bound(event, type, "reference"), event.reference));
        put(opened, "appended", opener.object(key, bound(event, type, "appended"), event.appended));
        return opened.isEmpty() ? null : opened;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static Bound bound(EventEntity event, EventType type, String field) {
        return new Bound(event.streamId, event.recordId, type.recordName() + "." + field);
    }
}
