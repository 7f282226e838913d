package io.waybill.language.templates;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a pattern that all kinds of number have in common: leading zeros, groups, decimals
 * (some of them optional), sign or parentheses, and abbreviation. {@code 0,0.0[00]}, {@code (0,0)},
 * {@code +0}, {@code 0.0a}.
 */
final class NumberPattern {

    private static final Pattern ABBREVIATED = Pattern.compile("( ?)a([kmbt]?)");
    private static final List<Double> SIZES = List.of(1e3, 1e6, 1e9, 1e12);
    private static final String FORCED = "kmbt";
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private final NumberWords words;
    private final boolean parentheses;
    private final int signAt;
    private final boolean alwaysSigned;
    private final String pattern;

    private NumberPattern(String source, NumberWords words) {
        this.words = words;
        this.parentheses = source.contains("(");
        this.alwaysSigned = !parentheses && source.contains("+");
        this.signAt = parentheses ? -1 : source.indexOf(alwaysSigned ? '+' : '-');
        this.pattern = source.replaceAll(parentheses ? "[()]" : "[+-]", "");
    }

    static String write(double value, String pattern, NumberWords words) {
        return new NumberPattern(pattern, words).write(value);
    }

    private String write(double value) {
        Matcher abbreviated = ABBREVIATED.matcher(pattern);
        if (!abbreviated.find()) {
            return write(value, pattern, -1, "");
        }
        String forced = abbreviated.group(2);
        int size = forced.isEmpty() ? sizeOf(Math.abs(value)) : FORCED.indexOf(forced);
        double scaled = size < 0 ? value : value / SIZES.get(size);
        String rest =
                pattern.substring(0, abbreviated.start()) + pattern.substring(abbreviated.end());
        return write(scaled, rest, forced.isEmpty() ? size : -2 - size, abbreviated.group(1));
    }

    private static int sizeOf(double value) {
        int size = -1;
        while (size + 1 < SIZES.size() && value >= SIZES.get(size + 1)) {
            size++;
        }
        return size;
    }

    /**
     * @param size index of the abbreviation: -1 none, -2 and below one that was asked for
     */
    private String write(double value, String format, int size, String space) {
        boolean optionalPoint = format.contains("[.]");
        String[] parts = format.replace("[.]", ".").split("\\.", -1);
        BigDecimal rounded = rounded(value, parts.length < 2 ? "" : parts[1]);
        int abbreviation = size < -1 ? -2 - size : size;
        if (size >= 0 && size < 3 && rounded.abs().compareTo(THOUSAND) >= 0) {
            // 999,999 is rounded to 1,000k, which is 1m.
            rounded = rounded.divide(THOUSAND);
            abbreviation++;
        }
        String[] digits = rounded.abs().toPlainString().split("\\.");
        String decimals = digits.length < 2 ? "" : digits[1];
        if (optionalPoint && decimals.chars().allMatch(digit -> digit == '0')) {
            decimals = "";
        }
        String text =
                (parts[0].isEmpty() ? "" : whole(digits[0], parts[0]))
                        + (decimals.isEmpty() ? "" : words.decimal() + decimals)
                        + space
                        + (abbreviation < 0 ? "" : words.abbreviations().get(abbreviation));
        return signed(text, rounded.signum() < 0);
    }

    private String whole(String digits, String format) {
        String leading = format.split(",", 2)[0].replaceAll("[^0]", "");
        String padded = leading.substring(Math.min(leading.length(), digits.length())) + digits;
        return format.contains(",")
                ? padded.replaceAll(
                        "(\\d)(?=(\\d{3})+$)", "$1" + Matcher.quoteReplacement(words.thousands()))
                : padded;
    }

    private String signed(String text, boolean negative) {
        if (parentheses) {
            return negative ? "(" + text + ")" : text;
        }
        if (signAt < 0 || (!alwaysSigned && !negative)) {
            return negative ? "-" + text : text;
        }
        String sign = negative ? "-" : "+";
        return signAt == 0 ? sign + text : text + sign;
    }

    /** Rounded to the decimals of {@code 00[00]}: the first stay, the others go when they are 0. */
    private static BigDecimal rounded(double value, String decimals) {
        String[] parts = decimals.replace("]", "").split("\\[", -1);
        int least = parts[0].length();
        int most = parts.length < 2 ? least : least + parts[1].length();
        BigDecimal rounded = Decimals.round(value, most);
        while (rounded.scale() > least
                && rounded.unscaledValue().mod(BigInteger.TEN).signum() == 0) {
            rounded = rounded.setScale(rounded.scale() - 1);
        }
        return rounded;
    }
}
