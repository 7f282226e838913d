package io.waybill.delivery.request;

import io.waybill.language.TypedValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rendered value looks like outside: a typed value goes as its normal form, or raw. */
final class Values {

    private Values() {}

    /** The value as a JSON model: typed values keep their type, nulls are left out of lists. */
    static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case TypedValue typed -> json(typed.valid() ? typed.normal() : typed.raw());
            case List<?> list -> {
                List<Object> items = new ArrayList<>();
                for (Object item : list) {
                    Object json = json(item);
                    if (json != null) {
                        items.add(json);
                    }
                }
                yield items;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                map.forEach((key, member) -> members.put(String.valueOf(key), json(member)));
                yield members;
            }
            case String _, Boolean _, Number _ -> value;
            default -> value.toString();
        };
    }

    /** The value as text for a form field, a header or a URL. */
    static Optional<String> text(@Nullable Object value) {
        return switch (json(value)) {
            case null -> Optional.empty();
            case BigDecimal number -> Optional.of(plain(number));
            case Object other -> Optional.of(other.toString());
        };
    }

    /** The values of a form field: a list repeats the field. */
    static List<String> texts(@Nullable Object value) {
        if (json(value) instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(item -> text(item).ifPresent(texts::add));
            return texts;
        }
        return text(value).map(List::of).orElse(List.of());
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
