package io.waybill.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds obscene words by the list beside this class. Whole words only, so that Scunthorpe and
 * Dickens pass; digits and signs in the place of letters, letters repeated or set apart, accents
 * and plurals do not hide a word. Texts are looked at up to {@value #LONGEST} characters.
 */
final class Obscenity {

    static final int LONGEST = 10_000;

    private static final String RESOURCE = "obscene-words.txt";
    private static final String SIGNS = "0134578@$!|+";
    private static final String LETTERS = "oieastbasiit";
    private static final String VOWELS = "aeiou";
    private static final int SHORT = 3;
    private static final Set<String> WORDS = load();
    private static final Set<String> SINGLE =
            WORDS.stream().map(Obscenity::single).collect(Collectors.toUnmodifiableSet());

    private Obscenity() {}

    static boolean isIn(String text) {
        String looked = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        WorkLimit.spend(looked.length());
        String plain = plain(looked);
        if (hasWord(plain) || hasWord(disguised(plain))) {
            return true;
        }
        return plain.indexOf('*') >= 0
                && VOWELS.chars()
                        .anyMatch(vowel -> hasWord(disguised(plain.replace('*', (char) vowel))));
    }

    /** Without accents, in lower case. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        String parts = Normalizer.normalize(text, Normalizer.Form.NFKD);
        for (int i = 0; i < parts.length(); i++) {
            char character = parts.charAt(i);
            if (Character.getType(character) != Character.NON_SPACING_MARK) {
                plain.append(character);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** With the letters that signs stand for, in words that are not made of digits mostly. */
    private static String disguised(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isOfWord(text.charAt(i))) {
                letters.append(revealed(text.substring(start, i)));
                letters.append(i == text.length() ? "" : text.charAt(i));
                start = i + 1;
            }
        }
        return letters.toString();
    }

    private static boolean isOfWord(char character) {
        return Character.isLetter(character) || SIGNS.indexOf(character) >= 0;
    }

    private static String revealed(String word) {
        long digits = word.chars().filter(Character::isDigit).count();
        if (digits * 2 > word.length() || word.chars().noneMatch(Character::isLetter)) {
            return word;
        }
        int end = word.length();
        while (word.charAt(end - 1) == '!') {
            end--;
        }
        StringBuilder letters = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            int sign = SIGNS.indexOf(word.charAt(i));
            letters.append(sign < 0 ? word.charAt(i) : LETTERS.charAt(sign));
        }
        return letters.toString();
    }

    /** The words of a text; letters that stand alone one after the other are a word too. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        StringBuilder alone = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Character.isLetter(text.charAt(i))) {
                word.append(text.charAt(i));
            } else if (!word.isEmpty()) {
                if (word.length() == 1) {
                    alone.append(word);
                } else {
                    words.add(alone.toString());
                    alone.setLength(0);
                    words.add(word.toString());
                }
                word.setLength(0);
            }
        }
        words.add(alone.toString());
        return words;
    }

    private static boolean hasWord(String text) {
        for (String word : words(text)) {
            String single = single(word);
            if (WORDS.contains(word) || single.length() > SHORT && SINGLE.contains(single)) {
                return true;
            }
        }
        return false;
    }

    /** With each repeated letter once. */
    private static String single(String word) {
        StringBuilder single = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
                single.append(word.charAt(i));
            }
        }
        return single.toString();
    }

    /** Each word and its plural. */
    private static Set<String> load() {
        Set<String> words = new HashSet<>();
        try (InputStream in =
                        Objects.requireNonNull(
                                Obscenity.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(word -> {
                        words.add(word);
                        words.add(word + "s");
                        words.add(word + "es");
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(words);
    }
}
