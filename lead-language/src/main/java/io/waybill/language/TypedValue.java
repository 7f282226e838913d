package io.waybill.language;

import io.waybill.language.fieldtypes.Numbers;
import io.waybill.language.fieldtypes.Parsed;
import io.waybill.language.fieldtypes.Texts;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a field: what was submitted, what it means, whether it is of its type, and its parts.
 * It is read when it is first asked for more than what was submitted, so a field that nobody looks
 * at costs nothing. Immutable to the outside, and safe for threads. Never shows itself in {@code
 * toString}: logs and messages hold no personal data.
 */
public final class TypedValue {

    static final String TYPE_KEY = "$type";
    static final String RAW_KEY = "$raw";

    /** What of a value cannot be read from {@code $raw} again: an age, or all that a mask hides. */
    static final String KEPT_KEY = "$kept";

    /** In the place of a type: a map that only looks like a typed value. */
    static final String MAP = "$map";

    private static final String VALID = "valid";
    private static final String MASKED = "masked";
    private static final String AGE = "age";
    private static final String YEAR = "year";

    private final FieldType type;
    private final Object raw;
    private final Instant now;
    private final Map<String, Object> kept;

    /** Two threads may both read the value, and then make the same of it. */
    private @Nullable Parsed parsed;

    TypedValue(FieldType type, Object raw, Instant now) {
        this(type, raw, now, Map.of());
    }

    private TypedValue(FieldType type, Object raw, Instant now, Map<String, Object> kept) {
        this.type = type;
        this.raw = raw;
        this.now = now;
        this.kept = kept;
    }

    public FieldType type() {
        return type;
    }

    /** As submitted; of a masked value, its mask. */
    public Object raw() {
        return raw;
    }

    /** What it means; null only where nothing could be made of it. */
    public @Nullable Object normal() {
        return parsed().normal();
    }

    /** Whether it is of its type. */
    public boolean valid() {
        return parsed().valid();
    }

    /** The parts that its type defines and this value has. */
    public Map<String, Object> components() {
        return parsed().components();
    }

    private Parsed parsed() {
        Parsed known = parsed;
        if (known == null) {
            known = read();
            parsed = known;
        }
        return known;
    }

    private Parsed read() {
        Parsed fresh = type.read(raw, now);
        if (kept.isEmpty()) {
            return fresh;
        }
        Map<String, Object> parts = new HashMap<>(fresh.components());
        parts.putAll(kept);
        Object valid = parts.remove(VALID);
        return new Parsed(
                fresh.normal(), valid instanceof Boolean told ? told : fresh.valid(), parts);
    }

    /**
     * A part by its name: {@code raw}, {@code normal}, {@code valid} or one that its type defines.
     */
    public @Nullable Object component(String name) {
        Object own = components().get(name);
        if (own != null) {
            return own;
        }
        return switch (name) {
            case "raw" -> raw;
            case "normal" -> normal();
            case VALID -> valid();
            default -> null;
        };
    }

    /** The meaning as text; what was submitted where there is no meaning. */
    public String text() {
        Object normal = normal();
        return Texts.of(normal == null ? raw : normal);
    }

    /** Whether nothing was submitted. */
    public boolean isBlank() {
        return Values.isBlank(raw);
    }

    /** Whether what was submitted is hidden for good. */
    public boolean isMasked() {
        return type.isMaskable() && Boolean.TRUE.equals(components().get(MASKED));
    }

    /**
     * The form that may be stored: of a date of birth the year and the age remain, of a credential
     * or a social security number only whether it was there and valid. A value of another type is
     * its own masked form.
     */
    public TypedValue masked() {
        if (!type.isMaskable() || isMasked() || isBlank()) {
            return this;
        }
        Map<String, Object> parts = new HashMap<>();
        components()
                .forEach((name, part) -> {
                    if (name.equals(AGE) || name.equals(YEAR)) {
                        parts.put(name, part);
                    }
                });
        parts.put(VALID, valid());
        parts.put(MASKED, true);
        return new TypedValue(type, type.mask(valid(), parts.get(YEAR)), now, Map.copyOf(parts));
    }

    /**
     * {@code raw}, {@code normal}, {@code valid} and the components, as the parse call shows them.
     */
    public Map<String, @Nullable Object> toView() {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("raw", component("raw"));
        view.put("normal", normal());
        view.put(VALID, valid());
        components().keySet().stream().sorted().forEach(name -> view.put(name, component(name)));
        return view;
    }

    /**
     * The form that travels: {@code {"$type": …, "$raw": …}}, with {@code "$kept"} where the value
     * cannot be read from those alone; read again by {@link #ofPlain}.
     */
    public Map<String, Object> toPlain() {
        Map<String, Object> lasting = lasting();
        return lasting.isEmpty()
                ? Map.of(TYPE_KEY, type.id(), RAW_KEY, raw)
                : Map.of(TYPE_KEY, type.id(), RAW_KEY, raw, KEPT_KEY, lasting);
    }

    private Map<String, Object> lasting() {
        Object age = kept.isEmpty() && type == FieldType.DOB ? component(AGE) : null;
        return age == null ? kept : Map.of(AGE, age);
    }

    /**
     * The value in its plain form, or nothing when the object is something else.
     *
     * @param now as of which an age is reckoned, unless the plain form has one
     */
    static Optional<TypedValue> ofPlain(@Nullable Object plain, Instant now) {
        if (plain instanceof Map<?, ?> map
                && map.size() == (map.get(KEPT_KEY) instanceof Map<?, ?> ? 3 : 2)
                && map.get(TYPE_KEY) instanceof String id
                && map.get(RAW_KEY) instanceof Object raw) {
            Map<String, Object> kept = kept(map.get(KEPT_KEY));
            return FieldType.find(id)
                    .map(type -> new TypedValue(type, Values.frozen(raw), now, kept));
        }
        return Optional.empty();
    }

    /** As with a time, but without one. */
    public static Optional<TypedValue> ofPlain(@Nullable Object plain) {
        return ofPlain(plain, FieldType.NO_TIME);
    }

    private static Map<String, Object> kept(@Nullable Object plain) {
        if (!(plain instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Object> kept = new HashMap<>();
        map.forEach((name, part) -> {
            switch (part) {
                case Boolean told when VALID.equals(name) || MASKED.equals(name) ->
                        kept.put((String) name, told);
                case Number age when AGE.equals(name) -> {
                    Object exact = Numbers.exact(age);
                    kept.put(AGE, exact == null ? age : exact);
                }
                case Number year when YEAR.equals(name) -> kept.put(YEAR, year.intValue());
                case null, default -> {}
            }
        });
        return Map.copyOf(kept);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypedValue value
                && type == value.type
                && raw.equals(value.raw)
                && parsed().equals(value.parsed());
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + raw.hashCode();
    }

    @Override
    public String toString() {
        return "TypedValue[" + type.id() + (valid() ? ", valid" : ", not valid") + ", ***]";
    }
}
