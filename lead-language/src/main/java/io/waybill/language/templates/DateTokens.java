package io.waybill.language.templates;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import org.jspecify.annotations.Nullable;

/** The value of each token for one time. */
final class DateTokens {

    private static final int NOON = 12;

    private final ZonedDateTime time;
    private final DateWords words;

    DateTokens(ZonedDateTime time, DateWords words) {
        this.time = time;
        this.words = words;
    }

    /** What the token stands for; null for what is no token. */
    @Nullable String text(String token) {
        return switch (token.charAt(0)) {
            case 'M', 'Q', 'D', 'd', 'e', 'E', 'w', 'W' -> day(token);
            case 'Y', 'y', 'g', 'G', 'N' -> year(token);
            case 'H', 'h', 'k', 'm', 's', 'S', 'a', 'A' -> clock(token);
            case 'z', 'Z', 'x', 'X' -> instant(token);
            default -> null;
        };
    }

    private @Nullable String day(String token) {
        int month = time.getMonthValue();
        int weekday = time.getDayOfWeek().getValue() % 7;
        return switch (token) {
            case "MMM" -> words.shortMonths().get(month - 1);
            case "MMMM" -> words.months().get(month - 1);
            case "dd" -> words.shortestDays().get(weekday);
            case "ddd" -> words.shortDays().get(weekday);
            case "dddd" -> words.days().get(weekday);
            case "M", "MM", "Mo" -> number(token, month);
            case "Q", "Qo" -> number(token, time.get(IsoFields.QUARTER_OF_YEAR));
            case "D", "DD", "Do" -> number(token, time.getDayOfMonth());
            case "DDD", "DDDD", "DDDo" -> dayOfYear(token);
            case "d", "do" -> number(token, weekday);
            case "e" -> number(token, time.get(words.weeks().dayOfWeek()) - 1);
            case "E" -> number(token, time.getDayOfWeek().getValue());
            case "w", "ww", "wo" -> number(token, time.get(words.weeks().weekOfWeekBasedYear()));
            case "W", "WW", "Wo" -> number(token, time.get(WeekFields.ISO.weekOfWeekBasedYear()));
            default -> null;
        };
    }

    private String dayOfYear(String token) {
        int day = time.getDayOfYear();
        return switch (token) {
            case "DDD" -> Integer.toString(day);
            case "DDDD" -> padded(day, 3);
            default -> words.ordinalOf(day, "DDD");
        };
    }

    /** The number, as an ordinal, or filled with zeros to two digits, as the token asks. */
    private String number(String token, int number) {
        if (token.endsWith("o")) {
            return words.ordinalOf(number, token.substring(0, token.length() - 1));
        }
        return padded(number, token.length());
    }

    private @Nullable String year(String token) {
        int year = time.getYear();
        return switch (token) {
            case "Y" -> year <= 9_999 ? padded(year, 4) : "+" + year;
            case "YY" -> padded(year % 100, 2);
            case "YYYY", "YYYYY" -> padded(year, token.length());
            case "YYYYYY" -> (year < 0 ? "-" : "+") + padded(Math.abs(year), 6);
            case "yo" -> words.ordinalOf(eraYear(), "y");
            case "y", "yy", "yyy", "yyyy" -> padded(eraYear(), token.length());
            case "N", "NN", "NNN", "NNNNN" -> year > 0 ? "AD" : "BC";
            case "NNNN" -> year > 0 ? "Anno Domini" : "Before Christ";
            case "gg" -> padded(weekYear(words.weeks()) % 100, 2);
            case "gggg", "ggggg" -> padded(weekYear(words.weeks()), token.length());
            case "GG" -> padded(weekYear(WeekFields.ISO) % 100, 2);
            case "GGGG", "GGGGG" -> padded(weekYear(WeekFields.ISO), token.length());
            default -> null;
        };
    }

    private int eraYear() {
        return time.get(ChronoField.YEAR_OF_ERA);
    }

    private int weekYear(WeekFields weeks) {
        return time.get(weeks.weekBasedYear());
    }

    private @Nullable String clock(String token) {
        int hour = time.getHour();
        int twelve = hour % NOON == 0 ? NOON : hour % NOON;
        String minutes = padded(time.getMinute(), 2);
        return switch (token) {
            case "H", "HH" -> padded(hour, token.length());
            case "h", "hh" -> padded(twelve, token.length());
            case "k", "kk" -> padded(hour == 0 ? 24 : hour, token.length());
            case "hmm" -> twelve + minutes;
            case "hmmss" -> twelve + minutes + padded(time.getSecond(), 2);
            case "Hmm" -> hour + minutes;
            case "Hmmss" -> hour + minutes + padded(time.getSecond(), 2);
            case "m", "mm" -> padded(time.getMinute(), token.length());
            case "s", "ss" -> padded(time.getSecond(), token.length());
            case "a" -> hour < NOON ? "am" : "pm";
            case "A" -> hour < NOON ? "AM" : "PM";
            default -> token.startsWith("S") ? fraction(token.length()) : null;
        };
    }

    private String fraction(int digits) {
        return (padded(time.getNano() / 1_000_000, 3) + "000000").substring(0, digits);
    }

    private @Nullable String instant(String token) {
        int offset = time.getOffset().getTotalSeconds();
        return switch (token) {
            case "Z" -> Zones.offset(offset, ":");
            case "ZZ" -> Zones.offset(offset, "");
            case "z", "zz" -> Zones.nameOf(time);
            case "X" -> Long.toString(time.toEpochSecond());
            case "x" -> Long.toString(time.toInstant().toEpochMilli());
            default -> null;
        };
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(Math.abs(number));
        String zeros = "0".repeat(Math.max(0, digits - text.length()));
        return (number < 0 ? "-" : "") + zeros + text;
    }
}
