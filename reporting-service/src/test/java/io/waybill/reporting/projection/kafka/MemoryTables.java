package io.waybill.reporting.projection.kafka;

import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.AccountZone;
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
import io.waybill.reporting.projection.RowChange.SourceName;
import io.waybill.reporting.projection.RowChange.StepName;
import io.waybill.reporting.projection.RowChange.TimelineLine;
import java.util.Map;
import java.util.TreeMap;

/** The tables as maps: what the statements of the store do, in a few lines. */
final class MemoryTables {

    private final Map<String, Map<String, Object>> rows = new TreeMap<>();

    void apply(RowChange change) {
        switch (change) {
            case LeadArrival a -> row("lead", a.leadId()).put("arrival", a);
            case LeadResult r -> row("lead", r.leadId()).put("result", r);
            case LeadEnd e -> row("lead", e.leadId()).put("end", e);
            case LeadRepeat r -> row("lead_repeat", r.leadId()).putIfAbsent("repeat", r);
            case LinkedRun r -> row("linked_run", r.runId()).putIfAbsent("run", r);
            case DeliveryOrder o -> row("delivery", o.eventId()).put("order", o);
            case DeliveryResult r -> row("delivery", r.eventId()).put("result", r);
            case RowChange.DeliveryKnown k -> row("delivery", k.eventId()).put("known", k);
            case RowChange.SaleKnown k -> row("delivery", k.eventId()).put("sale", k);
            case TimelineLine l ->
                    row("lead_event", l.event().place().recordId()).putIfAbsent("event", l);
            case KeyLive k -> {
                if (!row("lead_key", k.leadId()).containsKey("erased")) {
                    row("lead_key", k.leadId()).put("live", k);
                }
            }
            case KeyErased k -> {
                row("lead_key", k.leadId()).clear();
                row("lead_key", k.leadId()).put("erased", k);
            }
            case FlowName n -> newest("flow_name " + n.flowId(), n, n.sequence());
            case SourceName n ->
                    newest("source_name " + n.flowId() + n.sourceId(), n, n.sequence());
            case AccountZone a -> row("account", a.accountId()).put("zone", a.zone());
            case RecipientDue _ -> {} // a queue: the same work any number of times
            case StepName n -> newest("step_name " + n.flowId() + n.stepId(), n, n.sequence());
        }
    }

    Map<String, Map<String, Object>> rows() {
        return rows;
    }

    private Map<String, Object> row(String table, Object id) {
        return rows.computeIfAbsent(table + " " + id, _ -> new TreeMap<>());
    }

    private void newest(String id, RowChange name, long sequence) {
        Map<String, Object> row = rows.computeIfAbsent(id, _ -> new TreeMap<>());
        if ((long) row.getOrDefault("sequence", 0L) < sequence) {
            row.put("sequence", sequence);
            row.put("name", name);
        }
    }
}
