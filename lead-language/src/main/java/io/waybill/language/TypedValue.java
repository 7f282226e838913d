package io.waybill.language;

import io.waybill.language.fieldtypes.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a field: what was submitted, what it means, whether it is of its type, and its parts.
 * Never shows itself in {@code toString}: logs and messages hold no personal data.
 *
 * @param raw as submitted; {@code normal} is null only where nothing could be made of it
 */
public record TypedValue(
        FieldType type,
        Object raw,
        @Nullable Object normal,
        boolean valid,
        Map<String, Object> components) {

    static final String TYPE_KEY = "$type";
    static final String RAW_KEY = "$raw";

    /** In the place of a type: a map that only looks like a typed value. */
    static final String MAP = "$map";

    public TypedValue {
        components = Map.copyOf(components);
    }

    /**
     * A part by its name: {@code raw}, {@code normal}, {@code valid} or one that its type defines.
     */
    public @Nullable Object component(String name) {
        Object own = components.get(name);
        if (own != null) {
            return own;
        }
        return switch (name) {
            case "raw" -> raw;
            case "normal" -> normal;
            case "valid" -> valid;
            default -> null;
        };
    }

    /** The meaning as text; what was submitted where there is no meaning. */
    public String text() {
        return Texts.of(normal == null ? raw : normal);
    }

    /** Whether nothing was submitted. */
    public boolean isBlank() {
        return Values.isBlank(raw);
    }

    /**
     * {@code raw}, {@code normal}, {@code valid} and the components, as the parse call shows them.
     */
    public Map<String, @Nullable Object> toView() {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("raw", component("raw"));
        view.put("normal", normal);
        view.put("valid", valid);
        components.keySet().stream().sorted().forEach(name -> view.put(name, component(name)));
        return view;
    }

    /** The form that travels: {@code {"$type": …, "$raw": …}}; read again by {@link #ofPlain}. */
    public Map<String, Object> toPlain() {
        return Map.of(TYPE_KEY, type.id(), RAW_KEY, raw);
    }

    /** The value in its plain form, or nothing when the object is something else. */
    public static Optional<TypedValue> ofPlain(@Nullable Object plain) {
        if (plain instanceof Map<?, ?> map
                && map.size() == 2
                && map.get(TYPE_KEY) instanceof String id
                && map.get(RAW_KEY) instanceof Object raw) {
            return FieldType.find(id).map(type -> type.parse(raw));
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "TypedValue[" + type.id() + (valid ? ", valid" : ", not valid") + ", ***]";
    }
}
