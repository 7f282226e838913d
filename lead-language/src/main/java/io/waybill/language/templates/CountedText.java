package io.waybill.language.templates;

/**
 * A text for a matcher, which reads it a character at a time: each is a step, and beyond a number
 * of them it ends with {@link TextPattern.OutOfBounds}, always at the same point. For one thread.
 */
public final class CountedText implements CharSequence {

    private final CharSequence text;
    private final int most;
    private int steps;

    public CountedText(CharSequence text, int most) {
        this.text = text;
        this.most = most;
    }

    /** Characters that were read. */
    public int steps() {
        return steps;
    }

    @Override
    public char charAt(int index) {
        steps++;
        if (steps > most) {
            throw new TextPattern.OutOfBounds();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
