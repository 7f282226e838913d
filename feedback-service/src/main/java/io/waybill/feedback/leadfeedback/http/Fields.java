package io.waybill.feedback.leadfeedback.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fields of a call by name, names in lower case. A field that is repeated has all its values. */
final class Fields {

    private static final int MOST = 2_000;

    private static final String ADDRESS = "event_id";

    private final Map<String, String> values = new HashMap<>();
    private int count;

    /**
     * @throws PlainRefusal when there are too many
     */
    void add(String name, String value) {
        if (++count > MOST) {
            throw new PlainRefusal(413, "More than " + MOST + " fields");
        }
        values.merge(name.toLowerCase(Locale.ROOT), value, (one, more) -> one + ", " + more);
    }

    /** These fields, under those of the other, which win. */
    Fields under(Fields winning) {
        Fields merged = new Fields();
        merged.values.putAll(values);
        merged.values.putAll(winning.values);
        return merged;
    }

    /**
     * Whether these say anything that the fields of a body do not say. The event id may stand here
     * alone: it is the address.
     */
    boolean adds(Fields body) {
        return values.entrySet().stream()
                .anyMatch(field -> {
                    String known = body.values.get(field.getKey());
                    return known == null
                            ? !field.getKey().equals(ADDRESS)
                            : !known.equals(field.getValue());
                });
    }

    /** The value, unless it is blank. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** All but those of these names; what is blank says nothing. */
    Map<String, String> without(Set<String> names) {
        Map<String, String> others = new HashMap<>(values);
        others.keySet().removeAll(names);
        others.values().removeIf(String::isBlank);
        return others;
    }
}
