package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.RecipientStep;
import io.waybill.flowengine.definition.SourceDefinition;
import io.waybill.flowengine.definition.Step;
import io.waybill.language.LeadData;
import io.waybill.language.Vars;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A version of a flow, compiled, with what rules and templates may read while a lead runs through
 * it.
 *
 * @param zone the account's
 */
public record RunnableFlow(
        UUID id, int version, UUID accountId, ZoneId zone, FlowDefinition definition) {

    /** What rules and templates read at this point of the run. */
    Vars vars(LeadRun.Progress progress) {
        return Vars.of(values(progress));
    }

    /** What they read before anything is known but the lead. */
    Vars vars(Lead lead) {
        return Vars.of(values(lead));
    }

    /** What the templates of a delivery read. */
    public Vars deliveryVars(LeadRun.Progress progress, RecipientStep step, UUID eventId) {
        Map<String, Object> values = values(progress);
        values.put("recipient", Map.of("id", step.id(), "name", step.name()));
        values.put("event_id", eventId.toString());
        return Vars.of(values);
    }

    /** The recipient step of that id. */
    public RecipientStep recipient(String stepId) {
        for (Step step : definition.steps()) {
            if (step instanceof RecipientStep recipient && recipient.id().equals(stepId)) {
                return recipient;
            }
        }
        throw new IllegalArgumentException("No recipient step " + stepId + " in flow " + id);
    }

    private Map<String, Object> values(LeadRun.Progress progress) {
        Map<String, Object> values = values(progress.lead());
        values.put("price", progress.price());
        for (Step step : definition.steps()) {
            Map<String, Object> result = progress.results().get(step.id());
            if (result != null && step instanceof RecipientStep recipient) {
                values.put(recipient.key(), result);
            }
        }
        return values;
    }

    private Map<String, Object> values(Lead lead) {
        Map<String, Object> typed =
                new LinkedHashMap<>(
                        LeadData.type(lead.data(), definition.fields(), lead.receivedAt()));
        typed.put("id", lead.id().toString());
        typed.putIfAbsent("random_number", lead.percentile());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lead", typed);
        values.put("submission", Map.of("timestamp", lead.receivedAt().toString()));
        values.put("timestamp", lead.receivedAt().toString());
        values.put("random", lead.percentile());
        values.put("is_test", lead.test());
        values.put("source", Map.of("id", lead.sourceId().toString(), "name", sourceName(lead)));
        values.put("flow", Map.of("id", id.toString(), "name", definition.name()));
        values.put("account", Map.of("id", accountId.toString()));
        return values;
    }

    private String sourceName(Lead lead) {
        return definition.source(lead.sourceId()).map(SourceDefinition::name).orElse("");
    }
}
