package io.waybill.language;

import io.waybill.language.fieldtypes.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The model that everything here works on: maps, lists, texts, numbers, booleans, typed values. */
final class Values {

    private Values() {}

    /** An immutable copy; nulls are left out, and what is not of the model becomes its text. */
    static Object frozen(Object value) {
        return switch (value) {
            case String text -> Texts.wellFormed(text);
            case Boolean bool -> bool;
            case TypedValue typed -> typed;
            case BigDecimal number -> number;
            case BigInteger number -> number;
            case Integer number -> number;
            case Long number -> number;
            case Double number when Double.isFinite(number) -> number;
            case Map<?, ?> map -> frozenMap(map);
            case Iterable<?> items -> frozenList(items);
            default -> Texts.wellFormed(value.toString());
        };
    }

    static Map<String, Object> frozenMap(Map<?, ?> map) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, item) -> {
            if (item != null) {
                copy.put(String.valueOf(key), frozen(item));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static List<Object> frozenList(Iterable<?> items) {
        List<Object> copy = new ArrayList<>();
        items.forEach(item -> {
            if (item != null) {
                copy.add(frozen(item));
            }
        });
        return Collections.unmodifiableList(copy);
    }

    /**
     * A copy in which typed values have their plain form. A map that only looks like one, as a
     * submission may hold, is wrapped, so that it is a map again when it is read.
     */
    static Object plain(Object value) {
        return switch (value) {
            case TypedValue typed -> typed.toPlain();
            case Map<?, ?> map when map.containsKey(TypedValue.TYPE_KEY) ->
                    Map.of(TypedValue.TYPE_KEY, TypedValue.MAP, TypedValue.RAW_KEY, plainMap(map));
            case Map<?, ?> map -> plainMap(map);
            case List<?> list ->
                    list.stream().map(item -> plain(Objects.requireNonNull(item))).toList();
            default -> value;
        };
    }

    static Map<String, Object> plainMap(Map<?, ?> map) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach(
                (key, item) -> copy.put(String.valueOf(key), plain(Objects.requireNonNull(item))));
        return copy;
    }

    /**
     * A copy in which plain forms are typed values again; nulls are left out.
     *
     * @param now as of which ages are reckoned
     */
    static Object typed(Object value, Instant now) {
        return switch (value) {
            case Map<?, ?> map
                    when isEscaped(map) && map.get(TypedValue.RAW_KEY) instanceof Map<?, ?> inner ->
                    typedMap(inner, now);
            case Map<?, ?> map -> {
                TypedValue known = TypedValue.ofPlain(map, now).orElse(null);
                yield known == null ? typedMap(map, now) : known;
            }
            case List<?> list ->
                    list.stream().filter(Objects::nonNull).map(item -> typed(item, now)).toList();
            default -> frozen(value);
        };
    }

    private static boolean isEscaped(Map<?, ?> map) {
        return map.size() == 2 && TypedValue.MAP.equals(map.get(TypedValue.TYPE_KEY));
    }

    static Map<String, Object> typedMap(Map<?, ?> map, Instant now) {
        Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
        map.forEach((key, item) -> {
            if (item != null) {
                copy.put(String.valueOf(key), typed(item, now));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    /**
     * What a template writes for a value: nothing for nothing, the normal form of a typed value.
     */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case TypedValue typed -> typed.text();
            case List<?> list -> list.stream().map(Values::text).collect(Collectors.joining(","));
            case Map<?, ?> ignored -> "";
            default -> Texts.of(value);
        };
    }

    static boolean isBlank(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case TypedValue typed -> typed.isBlank();
            case List<?> list -> list.stream().allMatch(Values::isBlank);
            case Map<?, ?> map -> map.isEmpty();
            default -> false;
        };
    }
}
