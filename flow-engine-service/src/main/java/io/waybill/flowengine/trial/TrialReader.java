package io.waybill.flowengine.trial;

import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a caller says of a trial or of a golden lead; all that is wrong is found at once. */
public final class TrialReader {

    private static final int DEEPEST_FIELD = 50;
    private static final int MOST_FIELDS = 2_000;
    private static final int LONGEST_NAME = 200;

    private final Map<?, ?> json;
    private final List<Flaw> flaws = new ArrayList<>();

    private TrialReader(Map<?, ?> json) {
        this.json = json;
    }

    /** What was read; it is used only without flaws. */
    public record Read(GoldenLead lead, List<Flaw> flaws) {}

    public static Read read(Map<?, ?> json) {
        TrialReader reader = new TrialReader(json);
        GoldenLead lead =
                new GoldenLead(
                        reader.name(),
                        reader.id("source_id"),
                        reader.fields(),
                        reader.time("now"),
                        reader.whole("random"),
                        reader.replies(),
                        LaneSaid.read(json, reader::flaw),
                        reader.expected());
        return new Read(lead, List.copyOf(reader.flaws));
    }

    private String name() {
        String name = text(json, "name", "name").orElse("").strip();
        if (name.length() > LONGEST_NAME) {
            flaw("name", "name is longer than " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private Map<String, Object> fields() {
        Object given = json.get("fields");
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!(given instanceof Map<?, ?> map)) {
            flaw("fields", "fields must be an object of field ids and values");
            return fields;
        }
        if (map.size() > MOST_FIELDS) {
            flaw("fields", "at most " + MOST_FIELDS + " fields are allowed");
            return fields;
        }
        map.forEach((key, value) -> {
            if (value != null) {
                String[] path = key.toString().split("\\.");
                if (path.length > DEEPEST_FIELD) {
                    flaw("fields", "a field nests at most " + DEEPEST_FIELD + " deep");
                } else {
                    put(fields, path, 0, value);
                }
            }
        });
        return fields;
    }

    /** Dots in an id nest, as in a form. */
    @SuppressWarnings("unchecked")
    private void put(Map<String, Object> object, String[] path, int at, Object value) {
        if (at == path.length - 1) {
            object.put(path[at], value);
        } else if (path.length > 0
                && object.computeIfAbsent(path[at], _ -> new LinkedHashMap<String, Object>())
                        instanceof Map<?, ?> inner) {
            put((Map<String, Object>) inner, path, at + 1, value);
        } else {
            flaw("fields", "a field cannot be a value and hold others");
        }
    }

    private Map<String, Reply> replies() {
        Map<String, Reply> replies = new LinkedHashMap<>();
        Object given = json.get("replies");
        if (given instanceof Map<?, ?> map) {
            map.forEach((step, reply) -> {
                String at = "replies." + step;
                if (reply instanceof Map<?, ?> object) {
                    replies.put(step.toString(), reply(at, object));
                } else {
                    flaw(at, at + " must be an object with an outcome");
                }
            });
        } else if (given != null) {
            flaw("replies", "replies must be an object of steps and their replies");
        }
        return replies;
    }

    private Reply reply(String at, Map<?, ?> reply) {
        Map<String, Object> captured = new LinkedHashMap<>();
        if (reply.get("captured") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    captured.put(key.toString(), value);
                }
            });
        }
        return new Reply(
                outcome(reply, at + ".outcome").orElse(LeadOutcome.SUCCESS),
                text(reply, "reason", at + ".reason"),
                amount(reply, at + ".price"),
                captured);
    }

    private GoldenLead.Expected expected() {
        Map<?, ?> expected = json.get("expected") instanceof Map<?, ?> map ? map : Map.of();
        return new GoldenLead.Expected(
                outcome(expected, "expected.outcome"),
                text(expected, "reason", "expected.reason"),
                amount(expected, "expected.price"),
                deliveries(expected));
    }

    private Optional<List<String>> deliveries(Map<?, ?> expected) {
        Object given = expected.get("deliveries");
        if (given == null) {
            return Optional.empty();
        }
        if (given instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
            return Optional.of(items.stream().map(Object::toString).toList());
        }
        flaw("expected.deliveries", "deliveries must be an array of the names of steps");
        return Optional.empty();
    }

    private Optional<LeadOutcome> outcome(Map<?, ?> object, String field) {
        Optional<String> word = text(object, "outcome", field);
        Optional<LeadOutcome> outcome = word.flatMap(LeadOutcome::of);
        if (word.isPresent() && outcome.isEmpty()) {
            flaw(field, "the outcome must be success, failure or error");
        }
        return outcome;
    }

    private Optional<BigDecimal> amount(Map<?, ?> object, String field) {
        Object value = object.get("price");
        if (value == null) {
            return Optional.empty();
        }
        String text = value instanceof BigDecimal n ? n.toPlainString() : value.toString();
        if (text.matches("\\d{1,10}(\\.\\d{1,4})?")) {
            return Optional.of(new BigDecimal(text).setScale(4));
        }
        flaw(field, "the price must be an amount with at most four decimals, as \"12.50\"");
        return Optional.empty();
    }

    private Optional<UUID> id(String key) {
        Optional<String> text = text(json, key, key);
        try {
            return text.map(UUID::fromString);
        } catch (IllegalArgumentException noId) {
            flaw(key, key + " must be the id of a source");
            return Optional.empty();
        }
    }

    private Optional<Instant> time(String key) {
        Optional<String> text = text(json, key, key);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException noTime) {
            flaw(key, key + " must be a time as 2026-05-17T12:00:00Z");
            return Optional.empty();
        }
    }

    private long whole(String key) {
        Object value = json.get(key);
        if (value == null) {
            return 0;
        }
        if (value.toString().matches("-?\\d{1,18}")) {
            return Long.parseLong(value.toString());
        }
        flaw(key, key + " must be a whole number");
        return 0;
    }

    private Optional<String> text(Map<?, ?> object, String key, String field) {
        @Nullable Object value = object.get(key);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        flaw(field, key + " must be a text");
        return Optional.empty();
    }

    private void flaw(String field, String message) {
        flaws.add(new Flaw(field, message));
    }
}
