package io.waybill.systemtests.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a version of a flow says about outcome and money, read from its published definition.
 *
 * @param salePrices by recipient step
 * @param filterOutcomes by filter step
 */
record FlowTerms(
        BigDecimal purchasePrice,
        Map<String, BigDecimal> salePrices,
        Map<String, String> filterOutcomes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static FlowTerms of(String definition) {
        try {
            return of(JSON.readTree(definition));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a published definition is not JSON", e);
        }
    }

    private static FlowTerms of(JsonNode flow) {
        Map<String, BigDecimal> salePrices = new HashMap<>();
        Map<String, String> filterOutcomes = new HashMap<>();
        for (JsonNode step : flow.path("steps")) {
            String id = step.path("id").asText();
            if (step.path("type").asText().equals("filter")) {
                filterOutcomes.put(id, step.path("outcome").asText().toUpperCase(Locale.ROOT));
            } else {
                salePrices.put(id, amount(step.path("sale_price")));
            }
        }
        return new FlowTerms(amount(flow.path("purchase_price")), salePrices, filterOutcomes);
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.asText("0"));
    }
}
