package io.waybill.flowengine.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A definition for another flow: its sources, which are known by unguessable ids, and its caps,
 * which count for themselves, get ids of their own. Rules that name a source go on naming it.
 */
public final class NewIds {

    private static final String ID = "id";

    private final Supplier<UUID> ids;
    private final Map<String, String> sources = new LinkedHashMap<>();

    private NewIds(Supplier<UUID> ids) {
        this.ids = ids;
    }

    public static Map<String, Object> in(Map<String, Object> definition, Supplier<UUID> ids) {
        NewIds renewed = new NewIds(ids);
        Map<String, Object> copy = new LinkedHashMap<>(definition);
        copy.computeIfPresent("sources", (_, sources) -> renewed.sources(sources));
        Map<String, Object> result = new LinkedHashMap<>();
        copy.forEach((key, value) -> result.put(key, renewed.copy(key, value)));
        return result;
    }

    private Object sources(Object json) {
        if (!(json instanceof List<?> items)) {
            return json;
        }
        List<Object> renewed = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> source)) {
                renewed.add(item);
                continue;
            }
            String id = ids.get().toString();
            if (source.get(ID) instanceof String old && isUuid(old)) {
                sources.put(old, id);
            }
            renewed.add(with(source, id));
        }
        return renewed;
    }

    private @Nullable Object copy(String key, @Nullable Object value) {
        return switch (value) {
            case String text -> renamed(text);
            case Map<?, ?> object -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                object.forEach(
                        (name, item) -> copy.put(name.toString(), copy(name.toString(), item)));
                yield copy;
            }
            case List<?> items -> {
                List<Object> copy = new ArrayList<>();
                for (Object item : items) {
                    Object made = copy("", item);
                    copy.add(
                            key.equals("caps") && made instanceof Map<?, ?> cap
                                    ? with(cap, ids.get().toString())
                                    : made);
                }
                yield copy;
            }
            case null, default -> value;
        };
    }

    private String renamed(String text) {
        String renamed = text;
        for (Map.Entry<String, String> source : sources.entrySet()) {
            renamed = renamed.replace(source.getKey(), source.getValue());
        }
        return renamed;
    }

    private static Map<String, Object> with(Map<?, ?> object, String id) {
        Map<String, Object> copy = new LinkedHashMap<>();
        copy.put(ID, id);
        object.forEach((key, value) -> copy.putIfAbsent(key.toString(), value));
        return copy;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException noUuid) {
            return false;
        }
    }
}
