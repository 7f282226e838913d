package io.waybill.language;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a seller looks for in a reply: a regular expression, written bare or between slashes, found
 * without regard to case. Braces and brackets that open nothing stand for themselves, as they do in
 * browsers, since sellers paste pieces of JSON. A bare text that is no expression at all is looked
 * for as it stands; one between slashes is then never found.
 */
public final class SearchTerm {

    private static final Pattern SLASHED = Pattern.compile("/(.*)/[gimsuy]*+", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile("\\{\\d++(?:,\\d*+)?}");

    private final @Nullable SafePattern pattern;
    private final @Nullable String literal;

    private SearchTerm(@Nullable SafePattern pattern, @Nullable String literal) {
        this.pattern = pattern;
        this.literal = literal;
    }

    public static SearchTerm of(String text) {
        Matcher slashed = SLASHED.matcher(text);
        boolean between = slashed.matches();
        try {
            return new SearchTerm(pattern(between ? slashed.group(1) : text), null);
        } catch (IllegalArgumentException noExpression) {
            return new SearchTerm(null, between ? null : text.toLowerCase(Locale.ROOT));
        }
    }

    /**
     * A regular expression in the browsers' dialect.
     *
     * @throws IllegalArgumentException where it is none, or too long
     */
    public static SafePattern pattern(String text) {
        return SafePattern.compile(inJava(text));
    }

    /** Whether it is an expression, or a bare text. */
    public boolean isPattern() {
        return pattern != null;
    }

    public boolean isIn(String reply) {
        if (pattern != null) {
            return pattern.findIn(reply).isPresent();
        }
        return literal != null && reply.toLowerCase(Locale.ROOT).contains(literal);
    }

    /** Escapes what means something in Java only. */
    private static String inJava(String text) {
        StringBuilder java = new StringBuilder(text.length() + 8);
        boolean inClass = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                java.append(c).append(text.charAt(++at));
                continue;
            }
            boolean literal =
                    inClass
                            ? c == '[' || c == '&'
                            : c == '{'
                                    && !COUNT.matcher(text).region(at, text.length()).lookingAt();
            java.append(literal ? "\\" : "").append(c);
            inClass = inClass ? c != ']' : c == '[';
        }
        return java.toString();
    }

    /** Masked like any setting: it may have been rendered from a lead's values. */
    @Override
    public String toString() {
        return "SearchTerm[masked]";
    }
}
