package io.waybill.language;

import io.waybill.language.fieldtypes.Dates;
import io.waybill.language.fieldtypes.Numbers;
import io.waybill.language.templates.DatePattern;
import io.waybill.language.templates.DateShift;
import io.waybill.language.templates.DateValue;
import io.waybill.language.templates.NumberFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final String pattern;
    private final boolean dated;
    private final boolean digits;

    /** Worked out when it is first needed; two threads make the same of it. */
    private @Nullable DateSetting setting;

    FormatHelper(Map<String, Object> options) {
        this.options = options;
        this.pattern = option("format");
        this.dated =
                options.containsKey("timezone")
                        || options.containsKey("operator")
                        || options.keySet().stream().anyMatch(DateShift::isUnit);
        this.digits = WORDS.matcher(pattern).replaceAll("").contains("0");
    }

    /** What the options say of dates. */
    private record DateSetting(
            Optional<ZoneId> zone,
            Map<String, BigDecimal> amounts,
            boolean back,
            Optional<DatePattern> pattern) {}

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
        return NumberFormat.format(value, pattern, option("locale"));
    }

    private String text(@Nullable Object value) {
        if (pattern.isEmpty() && !dated) {
            return Values.text(value);
        }
        if (!dated && digits && !isDate(value)) {
            BigDecimal number = numeric(value);
            return number == null ? "" : number(number.doubleValue());
        }
        DateValue date = date(value);
        if (date != null) {
            return date(date);
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

    private String date(DateValue date) {
        DateSetting known = dates();
        DateValue local = known.zone().map(date::in).orElse(date);
        if (!known.amounts().isEmpty()) {
            ZonedDateTime shifted = DateShift.shift(local.time(), known.amounts(), known.back());
            if (shifted == null) {
                return "";
            }
            local = local.at(shifted);
        }
        return known.pattern().isPresent()
                ? known.pattern().get().format(local.time())
                : DatePattern.format(local.time(), local.standardPattern(), option("locale"));
    }

    private DateSetting dates() {
        DateSetting known = setting;
        if (known == null) {
            known =
                    new DateSetting(
                            DateValue.zone(option("timezone")),
                            amounts(),
                            option("operator").equals("subtract"),
                            pattern.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(DatePattern.of(pattern, option("locale"))));
            setting = known;
        }
        return known;
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
