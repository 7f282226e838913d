package io.waybill.feedback.leadfeedback.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Fields of a call by name, names in lower case. A field that is repeated has all its values. */
final class Fields {

    private static final int MOST = 2_000;

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

    /** The value, unless it is blank. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
