package io.waybill.feedback.leadfeedback;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of the lead: the buyer gives it back, or it became a customer. */
public enum FeedbackType {
    RETURN,
    CONVERSION;

    /** The type that a caller means, in any case. */
    public static Optional<FeedbackType> named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(type -> type.text().equals(name)).findFirst();
    }

    /** As callers and events write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
