package io.waybill.language.fieldtypes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of numbers: "1 to 10", "700-750", "100+", or a single number. The ends may be days or
 * points in time, which count as milliseconds since 1970. What follows the second end is dropped.
 */
public final class Ranges {

    private static final int LONGEST = 100;
    private static final Pattern SPACED =
            Pattern.compile("\\s+(?:[-–—]|to|thru|through|and)\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern BOTH_ENDS =
            Pattern.compile(
                    "\\s*(-?[^-–—]*\\d[^-–—]*?)\\s*(?:[-–—]|\\bto\\b)\\s*(-?[^-–—]*\\d[^-–—]*).*");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{1,2}-\\d");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Ranges() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        Parsed range = text.length() > LONGEST ? Parsed.invalid(text) : read(text);
        return new Parsed(
                range.normal(), range.valid(), Texts.withRaw(raw, text, range.components()));
    }

    private static Parsed read(String text) {
        String stripped = text.strip();
        BigDecimal single = Numbers.exact(stripped);
        if (single != null) {
            return range(single.toPlainString(), single, single);
        }
        if (stripped.endsWith("+")) {
            BigDecimal min = Numbers.loose(stripped);
            return min == null
                    ? Parsed.invalid(text)
                    : Parsed.valid(min.toPlainString() + "+", Map.of("min", min));
        }
        String[] spaced = SPACED.split(stripped, -1);
        Matcher ends = BOTH_ENDS.matcher(stripped);
        if (spaced.length > 1) {
            return between(text, end(spaced[0]), end(spaced[1]));
        }
        if (!DAY.matcher(stripped).lookingAt() && ends.matches()) {
            return between(text, end(ends.group(1)), end(ends.group(2)));
        }
        BigDecimal only = stripped.indexOf('-') < 0 ? end(stripped) : null;
        return only == null ? Parsed.invalid(text) : range(text, only, only);
    }

    private static @Nullable BigDecimal end(String text) {
        BigDecimal exact = Numbers.exact(text);
        Instant time = exact == null ? time(text) : null;
        return time == null ? Numbers.loose(text) : BigDecimal.valueOf(time.toEpochMilli());
    }

    /** A time of day that cannot be read does not spoil the day before it. */
    private static @Nullable Instant time(String text) {
        Instant time = Times.instant(text);
        int day = text.indexOf('T');
        return time == null && day > 0 ? Times.instant(text.substring(0, day)) : time;
    }

    private static Parsed between(String text, @Nullable BigDecimal min, @Nullable BigDecimal max) {
        return min == null || max == null
                ? Parsed.invalid(text)
                : range(min.toPlainString() + "-" + max.toPlainString(), min, max);
    }

    private static Parsed range(String normal, BigDecimal min, BigDecimal max) {
        BigDecimal middle = min.add(max).divide(TWO);
        BigDecimal avg = plain(middle.setScale(2, RoundingMode.HALF_UP));
        BigDecimal mid = middle.setScale(0, RoundingMode.FLOOR);
        return Parsed.valid(normal, Map.of("min", min, "max", max, "avg", avg, "mid", mid));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
