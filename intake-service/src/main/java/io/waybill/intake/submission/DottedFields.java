package io.waybill.intake.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nests form keys at their dots: {@code mortgage.property.state=TX}. A number after a dot is a
 * place in a list. A key that would have to nest below a plain value is left out; a plain value
 * that comes after a nested one replaces it.
 */
public final class DottedFields {

    private final Map<String, @Nullable Object> root = new LinkedHashMap<>();
    private final FieldLimit limit;

    private DottedFields(FieldLimit limit) {
        this.limit = limit;
    }

    public static Map<String, @Nullable Object> nest(
            Map<String, @Nullable Object> pairs, FieldLimit limit) {
        DottedFields fields = new DottedFields(limit);
        pairs.forEach(fields::put);
        return fields.root;
    }

    private void put(String key, @Nullable Object value) {
        if (value instanceof List<?> repeated) {
            for (int place = 0; place < repeated.size(); place++) {
                putPath(key + "." + place, repeated.get(place));
            }
        } else {
            putPath(key, value);
        }
    }

    private void putPath(String key, @Nullable Object value) {
        if (key.indexOf('.') < 0) {
            root.put(key, value);
            return;
        }
        List<String> path = List.of(key.split("\\.", -1));
        FieldLimit.checkDepth(path.size());
        Object container = root;
        for (int level = 0; level < path.size() - 1; level++) {
            Object inner = get(container, path.get(level));
            if (inner == null) {
                inner = place(path.get(level + 1)) >= 0 ? new ArrayList<>() : new LinkedHashMap<>();
                set(container, path.get(level), inner);
            } else if (!(inner instanceof Map || inner instanceof List)) {
                return;
            }
            container = inner;
        }
        set(container, path.getLast(), value);
    }

    private static @Nullable Object get(Object container, String key) {
        if (container instanceof List<?> list) {
            int place = place(key);
            return place >= 0 && place < list.size() ? list.get(place) : null;
        }
        return ((Map<?, ?>) container).get(key);
    }

    @SuppressWarnings("unchecked")
    private void set(Object container, String key, @Nullable Object value) {
        if (container instanceof Map<?, ?> map) {
            ((Map<String, @Nullable Object>) map).put(key, value);
            return;
        }
        List<@Nullable Object> list = (List<@Nullable Object>) container;
        int place = place(key);
        if (place < 0) {
            // A list has no names.
            return;
        }
        limit.add(Math.max(0, place - list.size()));
        while (list.size() <= place) {
            list.add(null);
        }
        list.set(place, value);
    }

    /**
     * The place that a key names in a list, or -1 where it is a name. Nothing at all is place 0.
     */
    private static int place(String key) {
        if (key.length() > 4 || !key.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return -1;
        }
        return key.isEmpty() ? 0 : Integer.parseInt(key);
    }
}
