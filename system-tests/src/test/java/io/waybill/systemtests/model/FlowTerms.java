package io.waybill.systemtests.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a version of a flow says about outcome and money, read from its published definition.
 *
 * @param salePrices by recipient, also of those in routing steps
 * @param stops outcome of the leads that a step ends, by filter and by routing step that says what
 *     becomes of leads that nobody took
 * @param routings by step
 */
record FlowTerms(
        Prices purchasePrice,
        Map<String, Prices> salePrices,
        Map<String, String> stops,
        Map<String, Routing> routings) {
    static final FlowTerms NONE = new FlowTerms(Prices.NOTHING, Map.of(), Map.of(), Map.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param exclusive whether one of the recipients may have the lead, or many
     */
    record Routing(boolean exclusive, Set<String> recipients) {}

    static FlowTerms of(String definition) {
        try {
            return of(JSON.readTree(definition));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a published definition is not JSON", e);
        }
    }

    private static FlowTerms of(JsonNode flow) {
        FlowTerms terms =
                new FlowTerms(
                        Prices.of(flow.path("purchase_price")),
                        new HashMap<>(),
                        new HashMap<>(),
                        new HashMap<>());
        flow.path("steps").forEach(terms::add);
        return terms;
    }

    private void add(JsonNode step) {
        String id = step.path("id").asText();
        switch (step.path("type").asText()) {
            case "filter" -> stops.put(id, outcome(step));
            case "recipient", "buyer" -> salePrices.put(id, Prices.of(step.path("sale_price")));
            case "routing" -> addRouting(id, step);
            default -> {}
        }
    }

    private void addRouting(String id, JsonNode step) {
        Set<String> recipients = new HashSet<>();
        for (JsonNode recipient : step.path("recipients")) {
            recipients.add(recipient.path("id").asText());
            salePrices.put(recipient.path("id").asText(), Prices.of(recipient.path("sale_price")));
        }
        boolean exclusive = !step.path("share").asText().equals("many");
        routings.put(id, new Routing(exclusive, recipients));
        if (step.has("nobody")) {
            stops.put(id, outcome(step.path("nobody")));
        }
    }

    private static String outcome(JsonNode json) {
        return json.path("outcome").asText("failure").toUpperCase(Locale.ROOT);
    }
}
