package io.waybill.flowengine.preview;

import io.waybill.language.FieldCatalogue;
import io.waybill.language.FieldType;
import io.waybill.language.LeadData;
import io.waybill.language.TypedValue;
import io.waybill.language.Vars;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variables as a caller of the preview calls writes them. */
public final class PreviewVars {

    private static final String LEAD = "lead";
    private static final String NOW = "now";
    private static final String TYPE = "$type";

    private PreviewVars() {}

    /**
     * Typed where a type is named, {@code {"$type": "phone", "$raw": "…"}}; a plain value under
     * {@code lead} by the type of its standard field; all else as it stands. {@code now} is a
     * variable too, unless the caller has one of that name.
     */
    public static Vars of(Map<String, Object> plain, Instant now) {
        Vars vars = Vars.ofPlain(plain, now);
        if (vars.toMap().get(LEAD) instanceof Map<?, ?> lead) {
            vars = vars.with(LEAD, LeadData.type(named(lead), FieldCatalogue.standard(), now));
        }
        return vars.toMap().containsKey(NOW)
                ? vars
                : vars.with(NOW, FieldType.TIME.parse(now.toString(), now));
    }

    /** The place of the first type that does not exist, such as {@code vars.lead.email}. */
    public static Optional<String> unknownType(String at, @Nullable Object plain) {
        return switch (plain) {
            case Map<?, ?> map -> {
                if (map.get(TYPE) instanceof String id && FieldType.find(id).isEmpty()) {
                    yield Optional.of(at);
                }
                yield map.entrySet().stream()
                        .map(entry -> unknownType(at + "." + entry.getKey(), entry.getValue()))
                        .flatMap(Optional::stream)
                        .findFirst();
            }
            case List<?> list ->
                    list.stream()
                            .map(item -> unknownType(at, item))
                            .flatMap(Optional::stream)
                            .findFirst();
            case null, default -> Optional.empty();
        };
    }

    /**
     * What a value means: the normal form of a typed one, what was submitted where it has none. A
     * range that was submitted as a number is that number.
     */
    public static @Nullable Object meaning(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case TypedValue typed
                    when typed.type() == FieldType.RANGE && typed.raw() instanceof Number number ->
                    number;
            case TypedValue typed -> typed.normal() == null ? typed.raw() : typed.normal();
            case List<?> list -> list.stream().map(PreviewVars::meaning).toList();
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> meant = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((key, item) -> meant.put(key, meaning(item)));
                yield meant;
            }
            default -> value;
        };
    }

    private static Map<String, Object> named(Map<?, ?> lead) {
        Map<String, Object> named = LinkedHashMap.newLinkedHashMap(lead.size());
        lead.forEach((key, value) -> {
            if (value != null) {
                named.put(String.valueOf(key), value);
            }
        });
        return named;
    }
}
