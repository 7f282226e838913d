package io.waybill.language.templates;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a language writes numbers.
 *
 * @param abbreviations of thousand, million, billion and trillion
 * @param ordinal how a number that counts ends: a name of a rule, or the ending itself
 */
record NumberWords(
        String thousands,
        String decimal,
        List<String> abbreviations,
        String currency,
        String ordinal) {

    /** Tag, group separator, decimal separator, abbreviations, currency, ordinal. */
    private static final String TABLE =
            """
            en|,|.|k m b t|$|english
            en-gb|,|.|k m b t|£|english
            en-za| |,|k m b t|R|english
            es|.|,|k mm b t|$|spanish
            es-es|.|,|k mm b t|€|spanish
            fr| |,|k m b t|€|french
            fr-ca| |,|k M G T|$|french
            fr-ch|'|.|k m b t|CHF|french
            de| |,|k m b t|€|.
            de-ch| |,|k m b t|CHF|.
            it|.|,|mila mil b t|€|º
            pt| |,|k m b t|€|º
            pt-br|.|,|mil milhões b t|R$|º
            nl|.|,|k mln mrd bln|€ |dutch
            da|.|,|k mio mia b|DKK|.
            no| |,|k m b t|kr|.
            sv| |,|k m md b|kr|:e
            fi| |,|k M G T|€|.
            pl| |,|tys. mln mld bln|PLN|.
            cs| |,|tis. mil. b t|Kč|.
            ru| |,|тыс. млн. млрд. трлн.|руб.|.
            uk| |,|тис. млн млрд блн|₴|.
            tr|.|,|bin milyon milyar trilyon|₺|.
            ja|,|.|千 百万 十億 兆|¥|.
            zh|,|.|千 百万 十亿 兆|¥|.
            """;

    private static final List<String> SPANISH =
            List.of("mo", "er", "do", "er", "to", "to", "to", "mo", "vo", "no");

    private static final Map<String, NumberWords> BY_TAG = read();

    /** Of a language tag such as {@code fr-CA}; English where it is not known. */
    static NumberWords of(String tag) {
        String wanted = tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        NumberWords exact = BY_TAG.get(wanted);
        return exact == null ? language(wanted.split("-", 2)[0]) : exact;
    }

    private static NumberWords language(String language) {
        NumberWords known = BY_TAG.get(language);
        return known == null ? of("en") : known;
    }

    private static Map<String, NumberWords> read() {
        Map<String, NumberWords> all = new HashMap<>();
        TABLE.lines()
                .forEach(line -> {
                    String[] cells = line.split("\\|");
                    all.put(
                            cells[0],
                            new NumberWords(
                                    cells[1],
                                    cells[2],
                                    List.of(cells[3].split(" ")),
                                    cells[4],
                                    cells[5]));
                });
        return Map.copyOf(all);
    }

    /** What follows a number that counts, as the nd of 2nd. */
    String ordinalOf(double number) {
        int last = number == Math.rint(number) ? (int) (Math.abs(number) % 100) : -1;
        return switch (ordinal) {
            case "english" -> english(last);
            case "french" -> number == 1 ? "er" : "e";
            case "spanish" -> last < 0 ? "to" : SPANISH.get(last % 10);
            case "dutch" -> last == 8 || last >= 20 || last == 1 || last == 0 ? "ste" : "de";
            default -> ordinal;
        };
    }

    /** The end of 1st, 2nd, 3rd and 4th, from the last two digits. */
    static String english(int last) {
        return switch (last / 10 == 1 ? 0 : last % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }
}
