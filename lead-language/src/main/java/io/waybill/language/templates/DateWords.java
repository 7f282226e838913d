package io.waybill.language.templates;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.WeekFields;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How a language writes dates.
 *
 * @param days from Sunday on, as {@code shortDays} and {@code shortestDays}
 * @param patterns of {@code LT LTS L LL LLL LLLL}, in this order
 * @param ordinal how a number that counts ends: a name of a rule, or the ending itself
 */
record DateWords(
        List<String> months,
        List<String> shortMonths,
        List<String> days,
        List<String> shortDays,
        List<String> shortestDays,
        List<String> patterns,
        WeekFields weeks,
        String ordinal) {

    private static final List<String> LOCALISED = List.of("LT", "LTS", "L", "LL", "LLL", "LLLL");
    private static final List<String> PLAIN =
            List.of(
                    "HH:mm",
                    "HH:mm:ss",
                    "DD/MM/YYYY",
                    "D MMMM YYYY",
                    "D MMMM YYYY HH:mm",
                    "dddd D MMMM YYYY HH:mm");
    private static final Map<String, DateWords> TABLE = read();
    private static final Set<String> LANGUAGES =
            Arrays.stream(Locale.getAvailableLocales())
                    .map(Locale::getLanguage)
                    .filter(language -> !language.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, DateWords> OF_PLATFORM = new ConcurrentHashMap<>();

    /** Of a language tag such as {@code fr-CA}; English where it is not known. */
    static DateWords of(String tag) {
        String wanted = tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        String language = wanted.split("-", 2)[0];
        DateWords known = TABLE.getOrDefault(wanted, TABLE.get(language));
        if (known != null) {
            return known;
        }
        return LANGUAGES.contains(language)
                ? OF_PLATFORM.computeIfAbsent(language, DateWords::unlisted)
                : of("en");
    }

    private static DateWords unlisted(String language) {
        Locale locale = Locale.of(language);
        return ofPlatform(locale, PLAIN, WeekFields.of(locale), ".");
    }

    /** What a token such as {@code LL} stands for. */
    String pattern(String token) {
        return patterns.get(LOCALISED.indexOf(token));
    }

    /**
     * A number that counts, as {@code 2nd}.
     *
     * @param token of what: a language may count days and weeks differently
     */
    String ordinalOf(int number, String token) {
        return number
                + switch (ordinal) {
                    case "english" -> NumberWords.english(Math.abs(number) % 100);
                    case "french" -> number != 1 && token.equals("D") ? "" : french(number, token);
                    case "french-canadian" -> french(number, token);
                    case "dutch" -> number == 1 || number == 8 || number >= 20 ? "ste" : "de";
                    case "swedish" -> swedish(number);
                    default -> ordinal;
                };
    }

    private static String french(int number, String token) {
        String first = token.equalsIgnoreCase("w") ? "re" : "er";
        return number == 1 ? first : "e";
    }

    private static String swedish(int number) {
        boolean one = number % 10 == 1 || number % 10 == 2;
        return one && number % 100 / 10 != 1 ? ":a" : ":e";
    }

    private static Map<String, DateWords> read() {
        Map<String, DateWords> all = new HashMap<>();
        for (String line : Resources.lines("date-orders.txt")) {
            String[] cells = line.split("\\|");
            String[] week = cells[2].split(",");
            int first = Integer.parseInt(week[0]);
            int always = 7 + first - Integer.parseInt(week[1]);
            all.put(
                    cells[0],
                    ofPlatform(
                            Locale.of(cells[0].split("-", 2)[0]),
                            List.of(cells[1].split(";")),
                            WeekFields.of(DayOfWeek.SUNDAY.plus(first), always),
                            cells[3]));
        }
        return Map.copyOf(all);
    }

    /** The words of a language, without what a region makes of them. */
    private static DateWords ofPlatform(
            Locale language, List<String> patterns, WeekFields weeks, String ordinal) {
        List<String> days = days(TextStyle.FULL, language);
        return new DateWords(
                months(TextStyle.FULL, language),
                months(TextStyle.SHORT, language),
                days,
                days(TextStyle.SHORT, language),
                days.stream().map(DateWords::shortest).toList(),
                patterns,
                weeks,
                ordinal);
    }

    private static String shortest(String day) {
        return day.substring(
                0, day.offsetByCodePoints(0, Math.min(2, day.codePointCount(0, day.length()))));
    }

    private static List<String> months(TextStyle style, Locale language) {
        return Arrays.stream(Month.values())
                .map(month -> month.getDisplayName(style, language))
                .toList();
    }

    private static List<String> days(TextStyle style, Locale language) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> day.minus(1).getDisplayName(style, language))
                .toList();
    }
}
