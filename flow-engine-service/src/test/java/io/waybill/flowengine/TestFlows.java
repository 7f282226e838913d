package io.waybill.flowengine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.leadrun.RunnableFlow;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Definitions for tests, as JSON. */
public final class TestFlows {

    public static final UUID FLOW = UUID.fromString("0191d0a0-0000-7000-8000-00000000f10a");
    public static final UUID SOURCE = UUID.fromString("0191d0a0-0000-7000-8000-0000000050ce");
    public static final UUID ACCOUNT = UUID.fromString("0191d0a0-0000-7000-8000-00000000acc0");

    /**
     * Refuses FL, stops TX, sells to one buyer, and turns an error of the buyer into the lead's.
     */
    public static final String SOLAR =
            """
            {"name": "Solar", "respond_within_seconds": 20, "purchase_price": "4.00",
             "fields": [{"id": "roof_age", "type": "number"}],
             "acceptance": {"rule_set": {"op": "and", "rules": [
                 {"lhv": "lead.email", "op": "is not blank"},
                 {"lhv": "lead.state", "op": "is not equal to", "rhv": "FL"}]}},
             "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
             "steps": [
                 {"id": "no-texas", "type": "filter", "name": "No Texas", "outcome": "failure",
                  "reason": "We do not buy in {{lead.state}}",
                  "rule_set": {"op": "and", "rules": [
                      {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}]}},
                 {"id": "acme", "type": "recipient", "name": "Acme Solar", "sale_price": "12.50",
                  "rule_set": {"op": "and", "rules": [
                      {"lhv": "lead.state", "op": "is not equal to", "rhv": "NY"}]},
                  "delivery": {"format": "json", "url": "https://acme.example/leads",
                      "json_property.email": "{{lead.email}}", "header.X-Api-Key": "s3cret"}},
                 {"id": "broken", "type": "filter", "name": "Buyer broken", "outcome": "error",
                  "rule_set": {"op": "and", "rules": [
                      {"lhv": "acme_solar.outcome", "op": "is equal to", "rhv": "error"}]}}]}
            """;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private TestFlows() {}

    public static Map<String, Object> solar() {
        return json(SOLAR);
    }

    /** A sound definition as its first version runs. */
    public static RunnableFlow runnable(Map<String, Object> json) {
        return new RunnableFlow(
                FLOW,
                1,
                ACCOUNT,
                ZoneId.of("America/New_York"),
                ((FlowReader.Result.Sound) FlowReader.read(json)).definition());
    }

    public static Map<String, Object> json(String text) {
        try {
            return JSON.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The Solar flow with other values at some places; a null takes the key away. */
    public static Map<String, Object> solar(String pointer, Object value) {
        Map<String, Object> flow = solar();
        set(flow, List.of(pointer.split("/")), value);
        return flow;
    }

    private static void set(Object at, List<String> path, Object value) {
        String head = path.getFirst();
        if (path.size() > 1) {
            Object next =
                    at instanceof List<?> list
                            ? list.get(Integer.parseInt(head))
                            : object(at).get(head);
            set(next, path.subList(1, path.size()), value);
        } else if (at instanceof List<?>) {
            items(at).add(value);
        } else if (value == null) {
            object(at).remove(head);
        } else {
            object(at).put(head, value);
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked") // JSON arrays hold anything
    private static List<Object> items(Object json) {
        return (ArrayList<Object>) json;
    }
}
