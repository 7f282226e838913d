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
    private static final List<String> MONTH_ORDER =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final String MONTH =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String WEEKDAY =
            "(?:(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
                    + "|sat(?:urday)?|sun(?:day)?)\\.?,? )?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})[-/. ](\\d{1,2})[-/. ](\\d{1,2})([t ]\\d.*)?");
    private static final Pattern YEAR_LAST =
            Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d{2})( \\d.*)?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern MONTH_NAMED =
            Pattern.compile(WEEKDAY + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})( .*)?");
    private static final Pattern DAY_THEN_MONTH =
            Pattern.compile(
                    WEEKDAY + "(\\d{1,2})(?:st|nd|rd|th)?[ -]" + MONTH + ",?[ -](\\d{4})( .*)?");

    /** What stands behind the day, in each pattern that allows anything there. */
    private static final int REST = 4;

    private Dates() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        LocalDate day = day(text);
        return day == null ? Parsed.invalid(text) : Parsed.valid(day.toString());
    }

    /** The day that a text names, or null. */
    public static @Nullable LocalDate day(String text) {
        return day(text, false);
    }

    /** The day that a text names and nothing besides, or null. */
    static @Nullable LocalDate dayAlone(String text) {
        return day(text, true);
    }

    private static @Nullable LocalDate day(String text, boolean alone) {
        String stripped = Words.lower(text.strip());
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return null;
        }
        Matcher compact = COMPACT.matcher(stripped);
        if (compact.matches()) {
            return date(number(compact, 1), number(compact, 2), number(compact, 3));
        }
        for (Pattern form : List.of(YEAR_FIRST, YEAR_LAST, MONTH_NAMED, DAY_THEN_MONTH)) {
            Matcher parts = form.matcher(stripped);
            if (parts.matches()) {
                return alone && parts.group(REST) != null ? null : day(form, parts);
            }
        }
        return null;
    }

    private static @Nullable LocalDate day(Pattern form, Matcher parts) {
        if (form == YEAR_FIRST) {
            return monthFirst(number(parts, 1), number(parts, 2), number(parts, 3));
        }
        if (form == YEAR_LAST) {
            return monthFirst(year(parts.group(3)), number(parts, 1), number(parts, 2));
        }
        return form == MONTH_NAMED
                ? date(number(parts, 3), month(parts.group(1)), number(parts, 2))
                : date(number(parts, 3), month(parts.group(2)), number(parts, 1));
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
        return MONTH_ORDER.indexOf(name.substring(0, 3)) + 1;
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }
}
