package io.waybill.language.fieldtypes;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates of birth and the age that goes with them: whole years and tenths of the year since the last
 * birthday, rounded down, by the calendar of Greenwich. Who was born on a 29 February has their
 * birthday a day earlier in years without one.
 */
public final class BirthDates {

    private static final String NO_YEAR = "****";
    private static final Pattern MASK = Pattern.compile("\\*\\*/\\*\\*/(\\d{4}|\\*{4})");
    private static final int MOST_TENTHS = 9;
    private static final int DAYS_OF_A_YEAR = 365;

    private BirthDates() {}

    /**
     * @param now as of which the age is reckoned; a date that is still to come has no age
     */
    public static Parsed parse(Object raw, Instant now) {
        String text = Texts.of(raw);
        LocalDate birth = Dates.day(text);
        if (birth == null) {
            Matcher mask = MASK.matcher(text);
            return mask.matches()
                    ? masked(text, mask.group(1))
                    : new Parsed(text, false, Map.of("masked", false));
        }
        Map<String, Object> components = new HashMap<>();
        components.put("masked", false);
        components.put("year", birth.getYear());
        BigDecimal age = age(birth, now);
        if (age != null) {
            components.put("age", age);
        }
        return Parsed.valid(birth.toString(), components);
    }

    /** What stands for a date of birth of that year, or for one that was not valid. */
    public static String mask(@Nullable Object year) {
        return "**/**/" + (year == null ? NO_YEAR : year);
    }

    private static Parsed masked(String text, String year) {
        return year.equals(NO_YEAR)
                ? new Parsed(text, false, Map.of("masked", true))
                : Parsed.valid(text, Map.of("masked", true, "year", Integer.valueOf(year)));
    }

    private static @Nullable BigDecimal age(LocalDate birth, Instant now) {
        if (now.isBefore(birth.atStartOfDay(ZoneOffset.UTC).toInstant())) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        long years = ChronoUnit.YEARS.between(birth, today);
        LocalDate birthday = birth.plusYears(years);
        if (!birth.plusYears(years + 1).isAfter(today)) {
            years++;
            birthday = birth.plusYears(years);
        }
        long tenths = ChronoUnit.DAYS.between(birthday, today) * 10 / DAYS_OF_A_YEAR;
        return tenths == 0
                ? BigDecimal.valueOf(years)
                : BigDecimal.valueOf(years * 10 + Math.min(tenths, MOST_TENTHS), 1);
    }
}
