package io.waybill.delivery.settling.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waybill.delivery.settling.DeliveryFilter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A filter as it is kept with a wish: JSON with the names of the API. */
final class FilterText {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private FilterText() {}

    static String write(DeliveryFilter filter) {
        Map<String, String> texts = new TreeMap<>();
        put(texts, "lead_id", filter.leadId());
        put(texts, "step_id", filter.stepId());
        put(texts, "destination", filter.destination());
        put(texts, "state", filter.state());
        put(texts, "outcome", filter.outcome());
        put(texts, "certain", filter.certain());
        put(texts, "from", filter.from());
        put(texts, "to", filter.to());
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static DeliveryFilter read(String text) {
        try {
            Map<String, String> texts = JSON.readValue(text, TEXTS);
            return new DeliveryFilter(
                    get(texts, "lead_id").map(UUID::fromString),
                    get(texts, "step_id"),
                    get(texts, "destination"),
                    get(texts, "state"),
                    get(texts, "outcome"),
                    get(texts, "certain").map(Boolean::valueOf),
                    get(texts, "from").map(Instant::parse),
                    get(texts, "to").map(Instant::parse));
        } catch (JsonProcessingException notOurs) {
            throw new UncheckedIOException(notOurs);
        }
    }

    private static void put(Map<String, String> texts, String name, Optional<?> value) {
        value.ifPresent(given -> texts.put(name, given.toString()));
    }

    private static Optional<String> get(Map<String, String> texts, String name) {
        return Optional.ofNullable(texts.get(name));
    }
}
