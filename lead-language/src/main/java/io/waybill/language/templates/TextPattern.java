package io.waybill.language.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds places in a text: a regular expression, or a text as it stands. The work of one call is
 * bounded, and ends at the same point everywhere. Safe for threads.
 */
public final class TextPattern {

    private static final int LONGEST_PATTERN = 500;
    private static final int STEPS = 500_000;
    private static final String MARK = "regexp(";

    /** A class of characters that is escaped twice, as JSON has it. */
    private static final Pattern TWICE = Pattern.compile("\\\\\\\\([dDwWsSbB])");

    private static final Pattern REFERENCE = Pattern.compile("\\$(?:(\\$)|(&)|(\\d{1,2}))");

    private final Pattern pattern;
    private final boolean regular;

    private TextPattern(Pattern pattern, boolean regular) {
        this.pattern = pattern;
        this.regular = regular;
    }

    /**
     * A text as it stands, or a regular expression when it is written {@code regexp(…)}.
     *
     * @throws InvalidExpression when it is too long or does not parse
     */
    public static TextPattern literalOrRegular(String source) {
        if (!source.startsWith(MARK)) {
            check(source);
            return new TextPattern(Pattern.compile(source, Pattern.LITERAL), false);
        }
        return regular(source);
    }

    /**
     * A regular expression, also when it is written {@code regexp(…)}.
     *
     * @throws InvalidExpression when it is too long or does not parse
     */
    public static TextPattern regular(String source) {
        check(source);
        if (!source.startsWith(MARK)) {
            return new TextPattern(compile(source), true);
        }
        String inner = source.substring(MARK.length());
        boolean closed = inner.endsWith(")");
        try {
            return new TextPattern(
                    compile(closed ? inner.substring(0, inner.length() - 1) : inner), true);
        } catch (InvalidExpression e) {
            if (!closed) {
                throw e;
            }
            // The last parenthesis may belong to the expression, the mark's own being left out.
            return new TextPattern(compile(inner), true);
        }
    }

    private static void check(String source) {
        if (source.isEmpty() || source.length() > LONGEST_PATTERN) {
            throw new InvalidExpression("a pattern has 1 to " + LONGEST_PATTERN + " characters");
        }
    }

    private static Pattern compile(String source) {
        try {
            return Pattern.compile(TWICE.matcher(source).replaceAll("\\\\$1"));
        } catch (PatternSyntaxException e) {
            throw new InvalidExpression("the pattern does not parse: " + e.getDescription());
        } catch (StackOverflowError e) {
            throw new InvalidExpression("the pattern is nested too deep");
        }
    }

    /**
     * The text with something else in every place that is found.
     *
     * @param replacement may name groups of a regular expression: {@code $1}, {@code $&}
     * @param longest characters of the result
     * @param work is told what it cost, in characters that were looked at
     * @throws OutOfBounds when the work or the result grows beyond its limit
     */
    public String replace(String text, String replacement, int longest, LongConsumer work) {
        return bounded(
                text,
                work,
                found -> {
                    StringBuilder result = new StringBuilder(text.length());
                    int from = 0;
                    while (found.find()) {
                        result.append(text, from, found.start());
                        result.append(regular ? filled(replacement, found) : replacement);
                        from = found.end();
                        if (result.length() > longest) {
                            throw new OutOfBounds();
                        }
                    }
                    return result.append(text, from, text.length()).toString();
                });
    }

    /**
     * What is found: of each place its first group, or all of it where there is no group.
     *
     * @param work is told what it cost, in characters that were looked at
     * @throws OutOfBounds when the work grows beyond its limit
     */
    public List<String> extract(String text, LongConsumer work) {
        return bounded(
                text,
                work,
                found -> {
                    List<String> parts = new ArrayList<>();
                    while (found.find()) {
                        String part = found.groupCount() == 0 ? found.group() : found.group(1);
                        if (part != null) {
                            parts.add(part);
                        }
                    }
                    return List.copyOf(parts);
                });
    }

    private static String filled(String replacement, Matcher found) {
        return REFERENCE
                .matcher(replacement)
                .replaceAll(reference -> {
                    if (reference.group(1) != null) {
                        return "\\$";
                    }
                    int group =
                            reference.group(2) != null ? 0 : Integer.parseInt(reference.group(3));
                    String value =
                            group <= found.groupCount() ? found.group(group) : reference.group();
                    return Matcher.quoteReplacement(value == null ? "" : value);
                });
    }

    private <T> T bounded(String text, LongConsumer work, Function<Matcher, T> search) {
        CountedText counted = new CountedText(text, STEPS);
        try {
            return search.apply(pattern.matcher(counted));
        } catch (StackOverflowError e) {
            throw new OutOfBounds();
        } finally {
            work.accept(counted.steps());
        }
    }

    /** Too much work for one call. */
    public static final class OutOfBounds extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfBounds() {
            super(null, null, false, false);
        }
    }
}
