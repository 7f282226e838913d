package io.waybill.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.language.FieldCatalogue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The flow of the demo: nothing from Florida, Texas stopped by a filter, four recipients, and a
 * filter that ends a lead in error when one of them could not be reached.
 */
record DemoFlow(String id, String name, String sourceId, URI submitUrl) {

    /** Only leads of this state go to the slow buyer, else the demo would be slow as well. */
    static final String SLOW_BUYERS_STATE = "CA";

    private static final String NAME = "Home loans";
    private static final Duration LIVE_LIMIT = Duration.ofSeconds(60);

    /** Creates and deploys a flow, and waits until it is live. */
    static DemoFlow deploy(Api seller, Map<String, Object> draft) {
        var created = seller.post("/api/flows", draft);
        var path = "/api/flows/" + created.get("id").asText();
        seller.post(path + "/deploy", Map.of());
        JsonNode flow =
                Await.until(
                        "The flow's going live",
                        LIVE_LIMIT,
                        () ->
                                Optional.of(seller.get(path))
                                        .filter(seen -> seen.path("live").has("version")));
        var source = flow.get("sources").get(0);
        return new DemoFlow(
                flow.get("id").asText(),
                flow.get("name").asText(),
                source.get("id").asText(),
                URI.create(source.get("submit_url").asText()));
    }

    static Map<String, Object> draft(Collection<String> fields, Function<BuyerManner, URI> urls) {
        var steps = new ArrayList<Map<String, Object>>();
        steps.add(
                filter(
                        "Not in Texas",
                        rules("lead.state", "is equal to", "TX"),
                        "failure",
                        "No buyer in Texas"));
        for (var manner : BuyerManner.values()) {
            steps.add(recipient(manner, urls.apply(manner), fields));
        }
        var flaky = BuyerManner.FAILS_AT_TIMES;
        steps.add(
                filter(
                        flaky.buyer() + " must answer",
                        rules(flaky.key() + ".outcome", "is equal to", "error"),
                        "error",
                        flaky.buyer() + " could not be reached"));
        return Map.of(
                "name",
                NAME,
                "respond_within_seconds",
                30,
                "fields",
                ownFields(fields),
                "purchase_price",
                "5.00",
                "acceptance",
                Map.of(
                        "rule_set",
                        rules("lead.state", "is not equal to", "FL"),
                        "reason",
                        "No leads from Florida"),
                "sources",
                List.of(Map.of("name", "Web form", "enabled", true, "may_test", true)),
                "steps",
                steps);
    }

    /** Fields that are no standard ones; all of them are text. */
    static List<Map<String, Object>> ownFields(Collection<String> fields) {
        return fields.stream()
                .filter(field -> FieldCatalogue.standard().typeOf(field).isEmpty())
                .map(field -> Map.<String, Object>of("id", field, "type", "string"))
                .toList();
    }

    private static Map<String, Object> filter(
            String name, Map<String, Object> ruleSet, String outcome, String reason) {
        return Map.of(
                "type", "filter",
                "name", name,
                "enabled", true,
                "rule_set", ruleSet,
                "outcome", outcome,
                "reason", reason);
    }

    private static Map<String, Object> recipient(
            BuyerManner manner, URI url, Collection<String> fields) {
        var step = new LinkedHashMap<String, Object>();
        step.put("type", "recipient");
        step.put("key", manner.key());
        step.put("name", manner.buyer());
        step.put("enabled", true);
        step.put("sale_price", manner == BuyerManner.REFUSES_SOME ? "20.00" : "12.50");
        step.put("settle_within", manner == BuyerManner.FAILS_AT_TIMES ? 4 : 8);
        step.put("repeat_safe", manner == BuyerManner.FAILS_AT_TIMES);
        step.put("delivery", delivery(manner, url, fields));
        if (manner == BuyerManner.SLOW) {
            step.put("rule_set", rules("lead.state", "is equal to", SLOW_BUYERS_STATE));
        }
        return step;
    }

    private static Map<String, Object> delivery(
            BuyerManner manner, URI url, Collection<String> fields) {
        boolean form = manner == BuyerManner.SLOW;
        var prefix = form ? "form_field." : "json_property.";
        var delivery = new LinkedHashMap<String, Object>();
        delivery.put("format", form ? "form" : "json");
        delivery.put("url", url.toString());
        delivery.put("timeout_seconds", manner == BuyerManner.FAILS_AT_TIMES ? 3 : 6);
        delivery.put(prefix + "event_id", "{{event_id}}");
        for (var field : fields) {
            delivery.put(prefix + field, "{{lead." + field + "}}");
        }
        return delivery;
    }

    private static Map<String, Object> rules(String lhv, String op, String rhv) {
        return Map.of("op", "and", "rules", List.of(Map.of("lhv", lhv, "op", op, "rhv", rhv)));
    }
}
