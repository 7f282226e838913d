package io.waybill.feedback.terms;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One object of a deployed definition. The engine has checked it before it was deployed: what is
 * not of its form is what an older build may have let pass, and reads as if it were not there.
 */
record Json(Map<?, ?> object) {

    static final Json NOTHING = new Json(Map.of());

    static Json of(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? new Json(map) : NOTHING;
    }

    Json child(String key) {
        return of(object.get(key));
    }

    boolean has(String key) {
        return object.get(key) != null;
    }

    @Nullable Object raw(String key) {
        return object.get(key);
    }

    List<Json> children(String key) {
        return object.get(key) instanceof List<?> items
                ? items.stream().map(Json::of).toList()
                : List.of();
    }

    List<String> texts(String key) {
        return object.get(key) instanceof List<?> items
                ? items.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    Optional<String> text(String key) {
        return object.get(key) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
        return object.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    Optional<BigDecimal> number(String key) {
        Object value = object.get(key);
        try {
            return value instanceof Number || value instanceof String
                    ? Optional.of(new BigDecimal(value.toString()))
                    : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    Optional<Integer> whole(String key) {
        return number(key).map(BigDecimal::intValue);
    }

    Optional<UUID> id(String key) {
        try {
            return text(key).map(String::strip).map(UUID::fromString);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
