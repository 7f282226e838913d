package io.waybill.language.fieldtypes;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types that keep their text. */
public final class Texts {

    /** A number with more of them is written with its exponent: it would fill the memory. */
    private static final int MOST_ZEROS = 1_000;

    /** Stands for a credential or a social security number that was valid. */
    public static final String MASK = "*********";

    /** Stands for a social security number that was not valid. */
    public static final String MASK_OF_INVALID = "***";

    private static final int REPLACEMENT = 0xFFFD;
    private static final Pattern SSN =
            Pattern.compile("(\\d{3})[-./ ]{0,3}(\\d{2})[-./ ]{0,3}(\\d{4})");

    private Texts() {}

    /** Text as it was written; numbers and booleans in their plain form. */
    public static String of(Object raw) {
        return switch (raw) {
            case String text -> text;
            case BigDecimal number when Math.abs((long) number.scale()) <= MOST_ZEROS ->
                    number.toPlainString();
            case Double number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
            default -> raw.toString();
        };
    }

    /**
     * Text without halves of characters: what cannot be encoded is replaced, so that a value can be
     * stored wherever it came from.
     */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text, i);
            }
        }
        return text;
    }

    private static String repaired(String text, int from) {
        StringBuilder repaired = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            int point = text.codePointAt(i);
            boolean half = point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
            repaired.appendCodePoint(half ? REPLACEMENT : point);
            i += Character.charCount(point) - 1;
        }
        return repaired.toString();
    }

    /** The components of a value with its text as what was submitted, where that was no text. */
    static Map<String, Object> withRaw(Object raw, String text, Map<String, Object> components) {
        if (raw instanceof String) {
            return components;
        }
        Map<String, Object> all = new HashMap<>(components);
        all.put("raw", text);
        return all;
    }

    /** A secret: any text is one. */
    public static Parsed credential(Object raw) {
        String text = of(raw);
        return Parsed.valid(text, Map.of("masked", text.equals(MASK)));
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
        Matcher number = SSN.matcher(text.strip());
        if (!number.matches()) {
            boolean masked = text.equals(MASK) || text.equals(MASK_OF_INVALID);
            return new Parsed(text, text.equals(MASK), Map.of("masked", masked));
        }
        String digits = number.group(1) + number.group(2) + number.group(3);
        return Parsed.valid(
                digits,
                Map.of(
                        "masked", false,
                        "first_three", digits.substring(0, 3),
                        "middle_two", digits.substring(3, 5),
                        "last_four", digits.substring(5)));
    }
}
