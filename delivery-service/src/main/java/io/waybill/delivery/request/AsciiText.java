package io.waybill.delivery.request;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;

/** Text without accents, for buyers whose systems break on anything beyond ASCII. */
final class AsciiText {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Letters and signs that are not a plain letter with a mark. */
    private static final Map<Integer, String> SPELLED =
            Map.ofEntries(
                    Map.entry((int) 'ß', "ss"),
                    Map.entry((int) 'ẞ', "SS"),
                    Map.entry((int) 'æ', "ae"),
                    Map.entry((int) 'Æ', "AE"),
                    Map.entry((int) 'œ', "oe"),
                    Map.entry((int) 'Œ', "OE"),
                    Map.entry((int) 'ø', "o"),
                    Map.entry((int) 'Ø', "O"),
                    Map.entry((int) 'đ', "d"),
                    Map.entry((int) 'Đ', "D"),
                    Map.entry((int) 'ð', "d"),
                    Map.entry((int) 'Ð', "D"),
                    Map.entry((int) 'þ', "th"),
                    Map.entry((int) 'Þ', "Th"),
                    Map.entry((int) 'ł', "l"),
                    Map.entry((int) 'Ł', "L"),
                    Map.entry((int) 'ı', "i"),
                    Map.entry((int) '‘', "'"),
                    Map.entry((int) '’', "'"),
                    Map.entry((int) '“', "\""),
                    Map.entry((int) '”', "\""),
                    Map.entry((int) '–', "-"),
                    Map.entry((int) '—', "-"),
                    Map.entry((int) '‚', ","),
                    Map.entry((int) '„', "\""),
                    Map.entry((int) '«', "\""),
                    Map.entry((int) '»', "\""),
                    Map.entry((int) '\u2010', "-"),
                    Map.entry((int) '\u2012', "-"),
                    Map.entry((int) '\u2015', "-"),
                    Map.entry((int) '\u2032', "'"),
                    Map.entry((int) '\u2044', "/"),
                    Map.entry((int) '\u2212', "-"),
                    Map.entry((int) '×', "x"),
                    Map.entry((int) '…', "..."),
                    Map.entry((int) '€', "EUR"));

    /** Before a fraction in one sign: {@code 123½} is not 1231/2. */
    private static final Pattern FRACTION =
            Pattern.compile("(?<=\\d)(?=[\\u00BC-\\u00BE\\u2150-\\u215E\\u2189])");

    private AsciiText() {}

    /** What no ASCII character stands for is left out. */
    static String of(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        String spaced = FRACTION.matcher(text).replaceAll(" ");
        String bare =
                MARKS.matcher(Normalizer.normalize(spaced, Normalizer.Form.NFKD)).replaceAll("");
        StringBuilder ascii = new StringBuilder(bare.length());
        bare.codePoints()
                .forEach(c -> {
                    if (c < 0x80) {
                        ascii.appendCodePoint(c);
                    } else {
                        ascii.append(SPELLED.getOrDefault(c, ""));
                    }
                });
        return ascii.toString();
    }
}
