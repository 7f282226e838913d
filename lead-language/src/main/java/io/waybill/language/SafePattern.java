package io.waybill.language;

import io.waybill.language.templates.CountedText;
import io.waybill.language.templates.TextPattern.OutOfBounds;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that an owner wrote, searched without regard to case. Its work is counted: a
 * pattern that needs more than {@value #STEPS} steps, or a text of more than {@value #LONGEST_TEXT}
 * characters, gives up, always at the same point. Replies of buyers are longer than values of
 * fields, and have their own bounds.
 */
public final class SafePattern {

    enum Answer {
        MATCHES,
        DOES_NOT_MATCH,
        GAVE_UP
    }

    static final int LONGEST_PATTERN = 500;
    static final int LONGEST_TEXT = 2_000;
    static final int STEPS = 200_000;
    static final int LONGEST_REPLY = 70_000;
    static final int STEPS_IN_REPLY = 2_000_000;

    private final Pattern pattern;

    private SafePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @throws IllegalArgumentException when it does not parse or is too long
     */
    public static SafePattern compile(String text) {
        if (text.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException(
                    "Pattern is longer than " + LONGEST_PATTERN + " characters");
        }
        try {
            return new SafePattern(
                    Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Pattern does not parse: " + e.getDescription());
        }
    }

    Answer search(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Answer.GAVE_UP;
        }
        CountedText counted = new CountedText(text, STEPS);
        try {
            boolean found = pattern.matcher(counted).find();
            return found ? Answer.MATCHES : Answer.DOES_NOT_MATCH;
        } catch (OutOfBounds | StackOverflowError e) {
            return Answer.GAVE_UP;
        } finally {
            WorkLimit.spend(counted.steps());
        }
    }

    /**
     * What a reply has at the first place that fits: the text of the first capture group, empty
     * where that took no part; without a group the whole place. Nothing where the pattern does not
     * fit, or looking for it costs too much.
     */
    public Optional<String> findIn(String reply) {
        if (reply.length() > LONGEST_REPLY) {
            return Optional.empty();
        }
        CountedText counted = new CountedText(reply, STEPS_IN_REPLY);
        try {
            Matcher matcher = pattern.matcher(counted);
            if (!matcher.find()) {
                return Optional.empty();
            }
            int group = Math.min(1, matcher.groupCount());
            return Optional.of(
                    matcher.start(group) < 0
                            ? ""
                            : reply.substring(matcher.start(group), matcher.end(group)));
        } catch (OutOfBounds | StackOverflowError e) {
            return Optional.empty();
        } finally {
            WorkLimit.spend(counted.steps());
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
