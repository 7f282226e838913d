package io.waybill.language;

import io.waybill.language.fieldtypes.Dates;
import io.waybill.language.fieldtypes.Numbers;
import io.waybill.language.templates.DatePattern;
import io.waybill.language.templates.DateShift;
import io.waybill.language.templates.DateValue;
import io.waybill.language.templates.NumberFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code format}: dates after the tokens of moment.js, numbers after the patterns of numeral.js.
 */
final class FormatHelper {

    private static final int WORK = 500;

    /** Words in brackets stand in dates only; {@code [.]} and {@code [00]} are of numbers. */
    private static final Pattern WORDS = Pattern.compile("\\[[^\\]]*[^\\].0][^\\]]*]");

    private final Map<String, Object> options;

    FormatHelper(Map<String, Object> options) {
        this.options = options;
    }

    Object apply(@Nullable Object value) {
        WorkLimit.spend(WORK);
        if (Values.isBlank(value)) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> Values.text(apply(item)))
                    .collect(Collectors.joining(","));
        }
        return converted(text(value));
    }

    /** The text as what {@code dataType} asks for: a number where it is one. */
    Object converted(String text) {
        boolean wanted = option("dataType").equalsIgnoreCase("Number");
        BigDecimal number = wanted ? Numbers.exact(text) : null;
        return number == null ? text : number;
    }

    String number(double value) {
        return NumberFormat.format(value, option("format"), option("locale"));
    }

    private String text(@Nullable Object value) {
        String pattern = option("format");
        boolean dated =
                options.containsKey("timezone")
                        || options.containsKey("operator")
                        || options.keySet().stream().anyMatch(DateShift::isUnit);
        if (pattern.isEmpty() && !dated) {
            return Values.text(value);
        }
        boolean digits = WORDS.matcher(pattern).replaceAll("").contains("0");
        if (!dated && digits && !isDate(value)) {
            BigDecimal number = numeric(value);
            return number == null ? "" : number(number.doubleValue());
        }
        DateValue date = date(value);
        if (date != null) {
            return date(date, pattern);
        }
        BigDecimal number = dated ? null : Numbers.exact(measured(value));
        return number == null ? "" : number(number.doubleValue());
    }

    private static boolean isDate(@Nullable Object value) {
        return value instanceof TypedValue typed
                && switch (typed.type()) {
                    case DATE, DOB, TIME -> true;
                    default -> false;
                };
    }

    private static @Nullable BigDecimal numeric(@Nullable Object value) {
        Object measured = measured(value);
        BigDecimal number = Numbers.exact(measured);
        return number != null
                ? number
                : FieldType.NUMBER.parse(measured).normal() instanceof BigDecimal loose
                        ? loose
                        : null;
    }

    /** A range counts as its average. */
    static Object measured(@Nullable Object value) {
        if (value instanceof TypedValue typed) {
            Object average = typed.type() == FieldType.RANGE ? typed.component("avg") : null;
            return average != null
                    ? average
                    : typed.normal() == null ? typed.raw() : typed.normal();
        }
        return value == null ? "" : value;
    }

    private static @Nullable DateValue date(@Nullable Object value) {
        Object meant = measured(value);
        if (meant instanceof Number number) {
            return DateValue.ofMillis(number.doubleValue());
        }
        String text = Values.text(meant);
        DateValue exact = DateValue.parse(text);
        LocalDate day = exact == null ? Dates.day(text) : null;
        return day == null ? exact : DateValue.of(day);
    }

    private String date(DateValue date, String pattern) {
        DateValue local = options.containsKey("timezone") ? date.in(option("timezone")) : date;
        ZonedDateTime shifted =
                DateShift.shift(local.time(), amounts(), option("operator").equals("subtract"));
        if (shifted == null) {
            return "";
        }
        DateValue result = local.at(shifted);
        return DatePattern.format(
                result.time(),
                pattern.isEmpty() ? result.standardPattern() : pattern,
                option("locale"));
    }

    private Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> amounts = new HashMap<>();
        options.forEach((name, value) -> {
            if (DateShift.isUnit(name)
                    && FieldType.NUMBER.parse(Values.text(value)).normal()
                            instanceof BigDecimal amount) {
                amounts.put(name, amount);
            }
        });
        return amounts;
    }

    private String option(String name) {
        return Values.text(options.get(name));
    }
}
