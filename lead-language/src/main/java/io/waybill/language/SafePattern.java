package io.waybill.language;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that an owner wrote, searched without regard to case. Its work is counted: a
 * pattern that needs more than {@value #STEPS} steps, or a text of more than {@value #LONGEST_TEXT}
 * characters, gives up, always at the same point.
 */
final class SafePattern {

    enum Answer {
        MATCHES,
        DOES_NOT_MATCH,
        GAVE_UP
    }

    static final int LONGEST_PATTERN = 500;
    static final int LONGEST_TEXT = 2_000;
    static final int STEPS = 200_000;

    private final Pattern pattern;

    private SafePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @throws IllegalArgumentException when it does not parse or is too long
     */
    static SafePattern compile(String text) {
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
        int[] left = {STEPS};
        try {
            boolean found = pattern.matcher(new Counted(text, left)).find();
            return found ? Answer.MATCHES : Answer.DOES_NOT_MATCH;
        } catch (TooManySteps | StackOverflowError e) {
            return Answer.GAVE_UP;
        } finally {
            WorkLimit.spend(STEPS - left[0]);
        }
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** Each character that the matcher reads is a step. */
    private record Counted(CharSequence text, int[] left) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (left[0]-- <= 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }
}
