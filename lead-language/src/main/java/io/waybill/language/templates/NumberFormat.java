package io.waybill.language.templates;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers after the patterns of numeral.js: {@code 0,0.00}, {@code $0,0}, {@code 0.0a}, {@code 0o},
 * {@code 0%}, {@code 0b}, {@code 0.0e+0}, {@code 00:00:00}, {@code 0 BPS}. Halves are rounded up:
 * 2.5 is 3, and -2.5 is -2.
 */
public final class NumberFormat {

    private static final int LONGEST_PATTERN = 100;
    private static final Pattern BYTES = Pattern.compile("[0\\s]i?b");
    private static final Pattern BEFORE = Pattern.compile("^[-+|(\\s$]*");
    private static final Pattern AFTER = Pattern.compile("[-+|)\\s$]*$");
    private static final List<String> UNITS = List.of("B", "K", "M", "G", "T", "P", "E", "Z", "Y");

    private NumberFormat() {}

    /**
     * The number as text.
     *
     * @param locale a language tag; separators, currency and abbreviations are English where it is
     *     not known
     * @throws InvalidExpression when the pattern is too long
     */
    public static String format(double value, String pattern, String locale) {
        check(pattern);
        NumberWords words = NumberWords.of(locale);
        if (pattern.contains("BPS")) {
            return suffixed(value * 10_000, pattern, "BPS", words);
        }
        if (BYTES.matcher(pattern).find()) {
            return bytes(value, pattern, words);
        }
        if (pattern.contains("$")) {
            return currency(value, pattern, words);
        }
        if (pattern.contains("e+") || pattern.contains("e-")) {
            String[] parts = DoubleText.exponential(value);
            String rest = pattern.replaceFirst("e[+-]0", "");
            return NumberPattern.write(Double.parseDouble(parts[0]), rest, words) + "e" + parts[1];
        }
        if (pattern.contains("o")) {
            String space = pattern.contains(" o") ? " " : "";
            String rest = pattern.replaceFirst("\\s?o", "");
            return NumberPattern.write(value, rest, words) + space + words.ordinalOf(value);
        }
        if (pattern.contains("%")) {
            return suffixed(value * 100, pattern, "%", words);
        }
        return pattern.contains(":") ? time(value) : NumberPattern.write(value, pattern, words);
    }

    /**
     * @throws InvalidExpression when the pattern is too long
     */
    public static void check(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new InvalidExpression(
                    "the format is longer than " + LONGEST_PATTERN + " characters");
        }
    }

    private static String suffixed(double value, String pattern, String suffix, NumberWords words) {
        String end = pattern.contains(" " + suffix) ? " " + suffix : suffix;
        String text = NumberPattern.write(value, pattern.replaceFirst("\\s?" + suffix, ""), words);
        return text.endsWith(")") ? text.substring(0, text.length() - 1) + end + ")" : text + end;
    }

    private static String bytes(double value, String pattern, NumberWords words) {
        boolean binary = pattern.contains("ib");
        double base = binary ? 1_024 : 1_000;
        String space = pattern.contains(" b") || pattern.contains(" ib") ? " " : "";
        double scaled = value;
        int power = 0;
        while (scaled >= base && power + 1 < UNITS.size()) {
            scaled /= base;
            power++;
        }
        String unit = power == 0 ? "B" : UNITS.get(power) + (binary ? "iB" : "B");
        String text = NumberPattern.write(scaled, pattern.replaceFirst("\\s?i?b", ""), words);
        return text + space + (value < 0 || (value > 0 && value < 1) ? "" : unit);
    }

    private static String time(double value) {
        double hours = Math.floor(value / 3_600);
        double minutes = Math.floor((value - hours * 3_600) / 60);
        double seconds = MathFunctions.round(value - hours * 3_600 - minutes * 60);
        return "%d:%02d:%02d".formatted((long) hours, (long) minutes, (long) seconds);
    }

    /** Signs, spaces and symbol stand before and after the number as they do in the pattern. */
    private static String currency(double value, String pattern, NumberWords words) {
        String before = match(BEFORE, pattern);
        String after = match(AFTER, pattern);
        if (value >= 0) {
            before = before.replaceFirst("[-(]", "");
            after = after.replaceFirst("[-)]", "");
        } else if (!before.contains("-") && !before.contains("(")) {
            before = "-" + before;
        }
        String symbol = words.currency();
        StringBuilder text =
                new StringBuilder(
                        NumberPattern.write(value, pattern.replaceFirst("\\s?\\$\\s?", ""), words));
        for (int i = 0; i < before.length(); i++) {
            if (before.charAt(i) == '$') {
                insert(text, i, symbol);
            } else if (before.charAt(i) == ' ') {
                insert(text, i + symbol.length() - 1, " ");
            }
        }
        for (int i = after.length() - 1; i >= 0; i--) {
            int behind = after.length() - 1 - i;
            if (after.charAt(i) == '$') {
                insert(text, text.length() - behind, symbol);
            } else if (after.charAt(i) == ' ') {
                int back = behind == 0 ? 0 : behind + symbol.length() - 1;
                insert(text, text.length() - back, " ");
            }
        }
        return text.toString();
    }

    private static void insert(StringBuilder text, int at, String part) {
        text.insert(Math.clamp(at, 0, text.length()), part);
    }

    private static String match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }
}
