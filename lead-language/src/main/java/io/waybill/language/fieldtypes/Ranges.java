package io.waybill.language.fieldtypes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of numbers: "1 to 10", "700-750", "100+", or a single number. */
public final class Ranges {

    private static final int LONGEST = 100;
    private static final Pattern BOTH_ENDS =
            Pattern.compile("\\s*([^-]*\\d[^-]*?)\\s*(?:-|\\bto\\b)\\s*([^-]*\\d[^-]*)");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private Ranges() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        if (text.length() > LONGEST) {
            return Parsed.invalid(text);
        }
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
        Matcher ends = BOTH_ENDS.matcher(stripped);
        if (ends.matches()) {
            BigDecimal min = Numbers.loose(ends.group(1));
            BigDecimal max = Numbers.loose(ends.group(2));
            return min == null || max == null
                    ? Parsed.invalid(text)
                    : range(min.toPlainString() + "-" + max.toPlainString(), min, max);
        }
        BigDecimal only = stripped.indexOf('-') < 0 ? Numbers.loose(stripped) : null;
        return only == null ? Parsed.invalid(text) : range(text, only, only);
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
