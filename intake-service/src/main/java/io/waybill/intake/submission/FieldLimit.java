package io.waybill.intake.submission;

/**
 * Counts the values of one submission while it is read, so that no small body becomes a large lead.
 * One object serves body and query of one call.
 */
public final class FieldLimit {

    public static final int FIELDS = 2_000;
    public static final int DEPTH = 32;

    private int fields;

    public FieldLimit() {}

    /** Counts on from another, which stays as it is. */
    public FieldLimit(FieldLimit other) {
        fields = other.fields;
    }

    /** Takes note of further values: members of objects and elements of lists, at any depth. */
    public void add(int values) {
        fields += values;
        if (fields > FIELDS) {
            throw new SubmissionRefused(Refusal.FIELDS_TOO_MANY, "More than " + FIELDS + " fields");
        }
    }

    public static void checkDepth(int depth) {
        if (depth > DEPTH) {
            throw new SubmissionRefused(
                    Refusal.BODY_UNREADABLE, "Fields are nested deeper than " + DEPTH + " levels");
        }
    }
}
