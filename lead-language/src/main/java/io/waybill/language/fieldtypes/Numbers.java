package io.waybill.language.fieldtypes;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers: everything but digits, minus and point is dropped, so that "$1,000.50" is 1000.5. */
public final class Numbers {

    /** Longer texts are no numbers that anybody meant, and slow to convert. */
    private static final int LONGEST = 100;

    private Numbers() {}

    public static Parsed parse(Object raw) {
        BigDecimal number =
                raw instanceof Number value ? ofNumber(value) : plain(significant(Texts.of(raw)));
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

    static @Nullable BigDecimal loose(String text) {
        return plain(significant(text));
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
