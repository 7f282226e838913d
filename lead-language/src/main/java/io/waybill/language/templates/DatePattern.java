package io.waybill.language.templates;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates after the tokens of moment.js: {@code YYYY-MM-DD}, {@code dddd, MMMM Do}, {@code LLL}, text
 * in brackets as it stands.
 */
public final class DatePattern {

    private static final int LONGEST_PATTERN = 500;
    private static final int MOST_EXPANSIONS = 5;
    private static final Pattern LOCALISED =
            Pattern.compile("(\\[[^\\[]*\\])|(\\\\)?(?:LTS|LT|LL?L?L?|l{1,4})", Pattern.DOTALL);
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(\\[[^\\[]*\\])|\\\\?(?:[Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[ow]?"
                            + "|W[oW]?|Qo?|N{1,5}|YYYYYY|YYYYY|YYYY|YY|y{2,4}|yo?|gg(?:ggg?)?|GG(?:GGG?)?"
                            + "|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|.)",
                    Pattern.DOTALL);

    private final List<String> tokens;
    private final DateWords words;

    private DatePattern(List<String> tokens, DateWords words) {
        this.tokens = List.copyOf(tokens);
        this.words = words;
    }

    /**
     * Reads a pattern, to be used for many times.
     *
     * @param locale a language tag; English where it is not known
     * @throws InvalidExpression when the pattern is too long
     */
    public static DatePattern of(String pattern, String locale) {
        check(pattern);
        DateWords words = DateWords.of(locale);
        Matcher token = TOKEN.matcher(expanded(pattern, words));
        List<String> tokens = new ArrayList<>();
        while (token.find()) {
            tokens.add(token.group());
        }
        return new DatePattern(tokens, words);
    }

    /** The time as text, in the words of a language. */
    public static String format(ZonedDateTime time, String pattern, String locale) {
        return of(pattern, locale).format(time);
    }

    /** The time as text. */
    public String format(ZonedDateTime time) {
        DateTokens values = new DateTokens(time.truncatedTo(ChronoUnit.MILLIS), words);
        StringBuilder text = new StringBuilder(2 * tokens.size());
        for (String token : tokens) {
            if (isQuoted(token)) {
                text.append(token, 1, token.length() - 1);
            } else {
                String value = values.text(token);
                text.append(value == null ? token.replace("\\", "") : value);
            }
        }
        return text.toString();
    }

    /** Text in brackets; a bracket that nothing closes is a character like any other. */
    private static boolean isQuoted(String token) {
        return token.length() > 1 && token.charAt(0) == '[';
    }

    /**
     * @throws InvalidExpression when the pattern is too long
     */
    public static void check(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new InvalidExpression(
                    "the format is longer than " + LONGEST_PATTERN + " characters");
        }
    }

    /** With the language's own patterns in the places of their tokens. */
    private static String expanded(String pattern, DateWords words) {
        String expanded = pattern;
        for (int i = 0; i < MOST_EXPANSIONS && LOCALISED.matcher(expanded).find(); i++) {
            String next =
                    LOCALISED
                            .matcher(expanded)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(replacement(found.group(), words)));
            if (next.equals(expanded)) {
                break;
            }
            expanded = next;
        }
        return expanded;
    }

    private static String replacement(String token, DateWords words) {
        return switch (token) {
            case "LTS", "LT", "L", "LL", "LLL", "LLLL" -> words.pattern(token);
            case "l", "ll", "lll", "llll" -> shortened(words.pattern(token.replace('l', 'L')));
            default -> token;
        };
    }

    /** Months and days without their leading zeros and in their short forms. */
    private static String shortened(String pattern) {
        Matcher token = TOKEN.matcher(pattern);
        return token.replaceAll(found ->
                Matcher.quoteReplacement(
                        switch (found.group()) {
                            case "MMMM", "MM", "DD", "dddd" -> found.group().substring(1);
                            default -> found.group();
                        }));
    }
}
