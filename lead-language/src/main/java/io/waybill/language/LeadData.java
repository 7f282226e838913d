package io.waybill.language;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives submitted values the types of their fields. */
public final class LeadData {

    private LeadData() {}

    /**
     * The submission with typed values where the catalogue knows the field. Fields that it does not
     * know stay as they came, each value of a repeated field is typed, and nulls are left out. What
     * a submission says of types itself ({@code $type}) is data like any other: a source must not
     * choose a type under which its value is valid.
     *
     * @param now when it was submitted: ages are reckoned from it
     * @return nested like the submission, and immutable
     */
    public static Map<String, Object> type(
            Map<String, Object> submission, FieldCatalogue catalogue, Instant now) {
        return typed("", submission, new Typing(catalogue, now));
    }

    /** As with a time, but without one: a date of birth has no age. */
    public static Map<String, Object> type(
            Map<String, Object> submission, FieldCatalogue catalogue) {
        return type(submission, catalogue, FieldType.NO_TIME);
    }

    /**
     * The same values in the form that may be stored: dates of birth, social security numbers and
     * credentials, however deep, by their masks.
     *
     * @param typed as {@link #type} made it
     */
    public static Map<String, Object> masked(Map<String, Object> typed) {
        Map<String, Object> masked = LinkedHashMap.newLinkedHashMap(typed.size());
        typed.forEach((key, value) -> masked.put(key, masked(value)));
        return Collections.unmodifiableMap(masked);
    }

    private static Object masked(Object value) {
        return switch (value) {
            case TypedValue typed -> typed.masked();
            case Map<?, ?> nested -> masked(Values.frozenMap(nested));
            case List<?> repeated ->
                    repeated.stream().filter(Objects::nonNull).map(LeadData::masked).toList();
            default -> value;
        };
    }

    private static Map<String, Object> typed(String prefix, Map<?, ?> values, Typing typing) {
        Map<String, Object> typed = LinkedHashMap.newLinkedHashMap(values.size());
        values.forEach((key, value) -> {
            if (value != null) {
                typed.put(String.valueOf(key), typed(prefix + key, value, typing));
            }
        });
        return Collections.unmodifiableMap(typed);
    }

    private static Object typed(String fieldId, Object value, Typing typing) {
        return switch (value) {
            case TypedValue known -> known;
            case Map<?, ?> nested -> typed(fieldId + ".", nested, typing);
            case List<?> repeated ->
                    repeated.stream()
                            .filter(Objects::nonNull)
                            .map(item -> typed(fieldId, item, typing))
                            .toList();
            default ->
                    typing.catalogue()
                            .typeOf(fieldId)
                            .<Object>map(type -> type.parse(value, typing.now()))
                            .orElseGet(() -> Values.frozen(value));
        };
    }

    private record Typing(FieldCatalogue catalogue, Instant now) {}
}
