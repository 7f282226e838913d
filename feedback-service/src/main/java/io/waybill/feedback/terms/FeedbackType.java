package io.waybill.feedback.terms;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What became of the lead: the buyer gives it back, or it became a customer, or whatever else a
 * flow has a name for.
 *
 * @param id small letters, digits and _, a letter first
 */
public record FeedbackType(String id) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    public static final FeedbackType RETURN = new FeedbackType("return");
    public static final FeedbackType CONVERSION = new FeedbackType("conversion");

    public FeedbackType {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("Not the name of a feedback type");
        }
    }

    /** The type that a caller means, in any case; empty for what cannot be the name of one. */
    public static Optional<FeedbackType> named(String text) {
        String id = text.strip().toLowerCase(Locale.ROOT);
        return ID.matcher(id).matches() ? Optional.of(new FeedbackType(id)) : Optional.empty();
    }

    /** As callers and events write it. */
    public String text() {
        return id;
    }

    /** As a sentence begins with it: {@code Sale closed}. */
    public String label() {
        String words = id.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
