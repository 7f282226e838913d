package io.waybill.reporting.projection.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDraftEdited;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.meta.v1.EventMeta;
import io.waybill.reporting.projection.RowChange;
import io.waybill.reporting.projection.RowChange.FlowName;
import io.waybill.reporting.projection.RowChange.SourceName;
import io.waybill.reporting.projection.RowChange.StepName;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The names in {@code flow.definitions}. A name is taken from the newest draft or version that has
 * it, so a step or a source that was removed keeps the name that it had.
 */
final class DefinitionRows {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private DefinitionRows() {}

    static List<RowChange> of(FlowCreated flow) {
        return names(flow.getMeta(), flow.getFlowId(), flow.getDefinition());
    }

    static List<RowChange> of(FlowDraftEdited flow) {
        return names(flow.getMeta(), flow.getFlowId(), flow.getDefinition());
    }

    static List<RowChange> of(FlowVersionDeployed flow) {
        return names(flow.getMeta(), flow.getFlowId(), flow.getDefinition());
    }

    private static List<RowChange> names(EventMeta meta, UUID flowId, String definition) {
        JsonNode flow = parse(definition);
        UUID accountId = meta.getAccountId();
        long sequence = meta.getSequence();
        List<RowChange> rows = new ArrayList<>();
        if (flow.path("name").isTextual()) {
            rows.add(new FlowName(flowId, accountId, flow.path("name").asText(), sequence));
        }
        for (JsonNode source : flow.path("sources")) {
            if (source.path("id").isTextual() && source.path("name").isTextual()) {
                String id = source.path("id").asText();
                String name = source.path("name").asText();
                rows.add(new SourceName(flowId, id, accountId, name, sequence));
            }
        }
        for (JsonNode step : flow.path("steps")) {
            if (step.path("id").isTextual() && step.path("name").isTextual()) {
                String id = step.path("id").asText();
                String name = step.path("name").asText();
                String type = step.path("type").asText("");
                rows.add(new StepName(flowId, id, accountId, name, type, sequence));
            }
        }
        return List.copyOf(rows);
    }

    private static JsonNode parse(String definition) {
        try {
            return JSON.readTree(definition);
        } catch (JsonProcessingException e) {
            // A definition that is no JSON has no names; ids are shown in their place.
            return JSON.createObjectNode();
        }
    }
}
