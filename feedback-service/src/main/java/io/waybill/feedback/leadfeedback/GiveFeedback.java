package io.waybill.feedback.leadfeedback;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A buyer's call.
 *
 * @param type empty when the caller named none that exists
 */
public record GiveFeedback(
        UUID feedbackId, Optional<FeedbackType> type, Optional<Reason> reason, Instant at) {

    /** The buyer's own words: may hold personal data, so they do not show themselves. */
    public record Reason(String text) {

        @Override
        public String toString() {
            return "Reason[" + text.length() + " characters]";
        }
    }
}
