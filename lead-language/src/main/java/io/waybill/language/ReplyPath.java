package io.waybill.language;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something stands in a reply. Which language a path is written in depends on the reply: dot
 * notation for JSON, XPath for XML, a CSS selector for HTML, a regular expression with one capture
 * group for text and HTML. So a path can be judged before there is a reply only by what none of
 * them allows, and by what would cost more than a reply is worth.
 */
public final class ReplyPath {

    public static final int LONGEST = 500;

    private static final Pattern DOTTED = Pattern.compile("[^\\s()\\\\|+?^]++");

    /** Inside of a condition these look at the whole document once for each of its elements. */
    private static final Pattern WHOLE_DOCUMENT =
            Pattern.compile(
                    "//|\\.\\.|\\b(?:parent|descendant|following|preceding|ancestor)(?:-\\w++)*+\\s*+::");

    private static final Pattern PLACES =
            Pattern.compile("\\b(?:position|last|count|sum)\\s*+\\(|-sibling\\s*+::");
    private static final Pattern DESCENTS = Pattern.compile("//|\\bdescendant");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"|'[^']*+'");

    private ReplyPath() {}

    /** What is wrong with the path, as the rest of a sentence; nothing where it may work. */
    public static Optional<String> flaw(String path) {
        if (path.isBlank()) {
            return Optional.of("is empty");
        }
        if (path.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        if (looksLikeXPath(path)) {
            return xpathFlaw(path);
        }
        return DOTTED.matcher(path).matches() || isBalanced(path) || isPattern(path)
                ? Optional.empty()
                : Optional.of("is neither a path, nor a selector, nor a regular expression");
    }

    /** What is wrong with it as an XPath. */
    public static Optional<String> xpathFlaw(String path) {
        if (path.length() > LONGEST) {
            return Optional.of("is longer than " + LONGEST + " characters");
        }
        String bare = QUOTED.matcher(path).replaceAll("''");
        if (!isBalanced(bare)) {
            return Optional.of("has a bracket or a quote that is not closed");
        }
        int depth = 0;
        for (int at = 0; at < bare.length(); at++) {
            char c = bare.charAt(at);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth > 0 && WHOLE_DOCUMENT.matcher(bare).region(at, bare.length()).lookingAt()) {
                return Optional.of("searches the whole reply again inside of a condition");
            }
        }
        return Optional.empty();
    }

    /** How often an XPath looks at each element of its reply, about: steps, and conditions. */
    public static int xpathSteps(String path) {
        String bare = QUOTED.matcher(path).replaceAll("''");
        return 1 + Math.toIntExact(count(bare, '/') + count(bare, '[') + count(bare, '*'));
    }

    /**
     * How often an XPath compares each element of its reply with all others, about: conditions on
     * places and numbers of elements, for each step that goes down any way.
     */
    public static int xpathComparisons(String path) {
        String bare = QUOTED.matcher(path).replaceAll("''");
        int conditions = Math.toIntExact(PLACES.matcher(bare).results().count());
        int descents = Math.toIntExact(DESCENTS.matcher(bare).results().count());
        return conditions * Math.max(1, descents);
    }

    private static boolean looksLikeXPath(String path) {
        return path.startsWith("/") && !path.endsWith("/");
    }

    private static boolean isPattern(String path) {
        return SearchTerm.of(path).isPattern();
    }

    private static boolean isBalanced(String path) {
        String bare = QUOTED.matcher(path).replaceAll("");
        return bare.indexOf('"') < 0
                && bare.indexOf('\'') < 0
                && count(bare, '[') == count(bare, ']')
                && count(bare, '(') == count(bare, ')');
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
