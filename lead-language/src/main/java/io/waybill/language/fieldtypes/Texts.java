package io.waybill.language.fieldtypes;

import java.math.BigDecimal;
import java.util.Map;

/** Types that keep their text. */
public final class Texts {

    private Texts() {}

    /** Text as it was written; numbers and booleans in their plain form. */
    public static String of(Object raw) {
        return switch (raw) {
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case Double number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
            default -> raw.toString();
        };
    }

    /** Keeps the text; always valid. */
    public static Parsed keep(Object raw) {
        return Parsed.valid(of(raw));
    }

    /** A street: its first word is the number, the rest the name. */
    public static Parsed street(Object raw) {
        String text = of(raw);
        int space = text.strip().indexOf(' ');
        if (space < 0) {
            return Parsed.valid(text);
        }
        String stripped = text.strip();
        String number = stripped.substring(0, space);
        return Parsed.valid(
                text, Map.of("number", number, "name", stripped.substring(space + 1).strip()));
    }

    /** {@code male}, {@code female} or {@code other}, from the word or its first letter. */
    public static Parsed gender(Object raw) {
        String text = of(raw);
        return switch (Words.lower(text.strip())) {
            case "m", "male" -> Parsed.valid("male", Map.of("abbr", "M"));
            case "f", "female" -> Parsed.valid("female", Map.of("abbr", "F"));
            case "o", "other" -> Parsed.valid("other", Map.of("abbr", "O"));
            default -> Parsed.invalid(text);
        };
    }

    /** Nine digits with or without separators. */
    public static Parsed ssn(Object raw) {
        String text = of(raw);
        String digits = text.strip().replace("-", "").replace(" ", "");
        if (digits.length() != 9 || !Words.digitsOnly(digits)) {
            return Parsed.invalid(text);
        }
        return Parsed.valid(
                digits,
                Map.of(
                        "first_three", digits.substring(0, 3),
                        "middle_two", digits.substring(3, 5),
                        "last_four", digits.substring(5)));
    }
}
