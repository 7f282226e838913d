package io.waybill.language.fieldtypes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers: everything but digits, minus and point is dropped, so that "$1,000.50" is 1000.5, and
 * what follows the first number is: "10-20" is 10.
 */
public final class Numbers {

    /** Longer texts are no numbers that anybody meant, and slow to convert. */
    private static final int LONGEST = 100;

    private static final Pattern FIRST = Pattern.compile("-?(?:\\d+\\.?\\d*|\\.\\d+)");
    private static final Pattern WRITTEN =
            Pattern.compile("-?[$€£]? ?-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d*)?");
    private static final Pattern SIGNS = Pattern.compile("[$€£, ]");

    private Numbers() {}

    public static Parsed parse(Object raw) {
        BigDecimal number = raw instanceof Number value ? ofNumber(value) : loose(Texts.of(raw));
        return number == null ? Parsed.invalid(null) : Parsed.valid(number);
    }

    /** A number, or text that is wholly a plain decimal number, else null. */
    public static @Nullable BigDecimal exact(Object value) {
        return switch (value) {
            case Number number -> ofNumber(number);
            case String text -> plain(text.strip());
            default -> null;
        };
    }

    /**
     * The number that a text writes as people do, with a currency sign and separators of thousands,
     * else null.
     */
    public static @Nullable BigDecimal written(String text) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST || !WRITTEN.matcher(stripped).matches()) {
            return null;
        }
        return plain(SIGNS.matcher(stripped).replaceAll(""));
    }

    static @Nullable BigDecimal loose(String text) {
        String significant = significant(text);
        Matcher first = FIRST.matcher(significant);
        return first.lookingAt() && significant.length() <= LONGEST ? plain(first.group()) : null;
    }

    private static @Nullable BigDecimal ofNumber(Number number) {
        return switch (number) {
            case BigDecimal decimal -> tidy(decimal);
            case BigInteger integer -> new BigDecimal(integer);
            case Integer integer -> BigDecimal.valueOf(integer);
            case Long integer -> BigDecimal.valueOf(integer);
            default -> {
                double value = number.doubleValue();
                yield Double.isFinite(value) ? tidy(BigDecimal.valueOf(value)) : null;
            }
        };
    }

    private static String significant(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        for (int i = 0; i < text.length() && kept.length() <= LONGEST; i++) {
            char character = text.charAt(i);
            if (Words.isDigit(character) || character == '-' || character == '.') {
                kept.append(character);
            }
        }
        return kept.toString();
    }

    private static @Nullable BigDecimal plain(String text) {
        return isPlainDecimal(text) ? tidy(new BigDecimal(text)) : null;
    }

    private static boolean isPlainDecimal(String text) {
        if (text.length() > LONGEST + 2) {
            return false;
        }
        int start = text.startsWith("-") ? 1 : 0;
        boolean point = false;
        int digits = 0;
        for (int i = start; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Words.isDigit(character)) {
                digits++;
            } else if (character == '.' && !point) {
                point = true;
            } else {
                return false;
            }
        }
        return digits > 0 && digits <= LONGEST;
    }

    /** Huge exponents would make a short number a text of gigabytes. */
    private static @Nullable BigDecimal tidy(BigDecimal number) {
        if (Math.abs((long) number.scale()) > 1_000 || number.precision() > 1_000) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
