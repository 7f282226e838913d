package io.waybill.language.fieldtypes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calendar days as {@code yyyy-MM-dd}. Numbers are read month first, day first where the month
 * could not be one; two-digit years up to 68 are of this century. A time behind the day is dropped.
 */
public final class Dates {

    private static final int LONGEST = 60;
    private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
    private static final List<String> MONTH_ORDER = List.of(MONTHS.split("\\|"));
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})(?:[t ]\\d.*)?");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d{2})(?: \\d.*)?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern MONTH_NAMED =
            Pattern.compile(
                    "(?:[a-z]{3,9},? )?("
                            + MONTHS
                            + ")[a-z]*\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?: .*)?");
    private static final Pattern DAY_THEN_MONTH =
            Pattern.compile(
                    "(?:[a-z]{3,9},? )?(\\d{1,2})(?:st|nd|rd|th)?[ -]("
                            + MONTHS
                            + ")[a-z]*\\.?,?[ -](\\d{4})(?: .*)?");

    private Dates() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        LocalDate day = day(text);
        return day == null ? Parsed.invalid(text) : Parsed.valid(day.toString());
    }

    /** The day that a text names, or null. */
    public static @Nullable LocalDate day(String text) {
        String stripped = Words.lower(text.strip());
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return null;
        }
        Matcher yearFirst = YEAR_FIRST.matcher(stripped);
        if (yearFirst.matches()) {
            return monthFirst(number(yearFirst, 1), number(yearFirst, 2), number(yearFirst, 3));
        }
        Matcher yearLast = YEAR_LAST.matcher(stripped);
        if (yearLast.matches()) {
            return monthFirst(year(yearLast.group(3)), number(yearLast, 1), number(yearLast, 2));
        }
        Matcher compact = COMPACT.matcher(stripped);
        if (compact.matches()) {
            return date(number(compact, 1), number(compact, 2), number(compact, 3));
        }
        Matcher named = MONTH_NAMED.matcher(stripped);
        if (named.matches()) {
            return date(number(named, 3), month(named.group(1)), number(named, 2));
        }
        Matcher dayFirst = DAY_THEN_MONTH.matcher(stripped);
        return dayFirst.matches()
                ? date(number(dayFirst, 3), month(dayFirst.group(2)), number(dayFirst, 1))
                : null;
    }

    private static @Nullable LocalDate monthFirst(int year, int first, int second) {
        return first > 12 ? date(year, second, first) : date(year, first, second);
    }

    private static @Nullable LocalDate date(int year, int month, int day) {
        try {
            return year == 0 ? null : LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : year <= 68 ? 2000 + year : 1900 + year;
    }

    private static int month(String name) {
        return MONTH_ORDER.indexOf(name) + 1;
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
