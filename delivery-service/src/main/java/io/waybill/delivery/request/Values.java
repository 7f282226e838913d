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
public final class Values {

    /**
     * A number with more places goes out in its short form: written out, it would fill the memory.
     */
    private static final int PLACES = 400;

    private Values() {}

    /**
     * The value as a JSON model: typed values keep their type. Null for a blank, and blanks are
     * left out of lists.
     */
    public static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.isBlank() ? null : text;
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
            case Boolean _, Number _ -> value;
            default -> value.toString();
        };
    }

    /** The value as text for a form field, a header or a URL; nothing for a blank. */
    public static Optional<String> text(@Nullable Object value) {
        return switch (json(value)) {
            case null -> Optional.empty();
            case Number number -> Optional.of(plain(number));
            case Map<?, ?> map -> Optional.of(JsonText.of(map));
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

    /** A number as people write it: no exponent, no zeros at the end. */
    static String plain(Number number) {
        if (!(number instanceof BigDecimal decimal)) {
            return number instanceof Double fraction && fraction == Math.rint(fraction)
                    ? plain(BigDecimal.valueOf(fraction))
                    : number.toString();
        }
        if (Math.abs((long) decimal.scale()) > PLACES) {
            return decimal.toString();
        }
        BigDecimal stripped = decimal.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
