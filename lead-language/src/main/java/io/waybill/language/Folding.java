package io.waybill.language;

/** Text without regard to case. */
final class Folding {

    private static final int SHORT = 64;

    private Folding() {}

    /** Equal for two texts exactly when {@link String#equalsIgnoreCase} holds for them. */
    static String of(String text) {
        int changed = 0;
        while (changed < text.length() && isFolded(text.charAt(changed))) {
            changed++;
        }
        if (changed == text.length()) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static boolean isFolded(char character) {
        return character < 0x80 && (character < 'A' || character > 'Z');
    }

    /** Whether a folded text is part of another, in time that grows with their lengths only. */
    static boolean contains(String text, String part) {
        return part.length() <= SHORT ? text.contains(part) : containsLong(text, part);
    }

    /** Knuth, Morris and Pratt: the plain search multiplies the lengths when a part repeats. */
    private static boolean containsLong(String text, String part) {
        int[] borders = borders(part);
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (text.charAt(i) == part.charAt(matched) && ++matched == part.length()) {
                return true;
            }
        }
        return false;
    }

    private static int[] borders(String part) {
        int[] borders = new int[part.length()];
        int border = 0;
        for (int i = 1; i < part.length(); i++) {
            while (border > 0 && part.charAt(i) != part.charAt(border)) {
                border = borders[border - 1];
            }
            if (part.charAt(i) == part.charAt(border)) {
                border++;
            }
            borders[i] = border;
        }
        return borders;
    }
}
