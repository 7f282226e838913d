package io.waybill.language.templates;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way from one time to another: months first, then days, both in the zone's calendar, then the
 * exact duration. The 31st of a month that is shorter becomes its last day.
 */
public final class DateShift {

    private static final Map<String, Integer> MONTHS =
            Map.of("years", 12, "quarters", 3, "months", 1);
    private static final Map<String, Integer> DAYS = Map.of("weeks", 7, "days", 1);
    private static final Map<String, Integer> MILLISECONDS =
            Map.of("hours", 3_600_000, "minutes", 60_000, "seconds", 1_000, "milliseconds", 1);

    /** More than this is no time that anybody means. */
    private static final BigDecimal MOST = new BigDecimal("1e15");

    private DateShift() {}

    /** Whether a unit has that name. */
    public static boolean isUnit(String name) {
        return MONTHS.containsKey(name) || DAYS.containsKey(name) || MILLISECONDS.containsKey(name);
    }

    /**
     * The other time.
     *
     * @param amounts unit to number; halves of months and days are rounded away from zero
     * @return null when there is no such time
     */
    public static @Nullable ZonedDateTime shift(
            ZonedDateTime time, Map<String, BigDecimal> amounts, boolean back) {
        try {
            int sign = back ? -1 : 1;
            return time.plusMonths(sign * sum(amounts, MONTHS))
                    .plusDays(sign * sum(amounts, DAYS))
                    .plus(sign * sum(amounts, MILLISECONDS), ChronoUnit.MILLIS);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static long sum(Map<String, BigDecimal> amounts, Map<String, Integer> units) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, Integer> unit : units.entrySet()) {
            BigDecimal amount = amounts.getOrDefault(unit.getKey(), BigDecimal.ZERO);
            sum = sum.add(amount.multiply(BigDecimal.valueOf(unit.getValue())));
        }
        if (sum.abs().compareTo(MOST) > 0) {
            throw new ArithmeticException("beyond all calendars");
        }
        return sum.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
