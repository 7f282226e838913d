package io.waybill.feedback.leadfeedback;

import io.waybill.feedback.terms.FeedbackType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A buyer's call.
 *
 * @param type empty when the caller named none that could exist
 * @param values what else it brought, by name in small letters
 */
public record GiveFeedback(
        UUID feedbackId,
        Optional<FeedbackType> type,
        Optional<Reason> reason,
        Values values,
        Instant at) {

    /** A call without further values. */
    public GiveFeedback(
            UUID feedbackId, Optional<FeedbackType> type, Optional<Reason> reason, Instant at) {
        this(feedbackId, type, reason, Values.NONE, at);
    }

    /** The call as it is kept where its type does not exist: what was written may be anything. */
    GiveFeedback withoutType() {
        return new GiveFeedback(feedbackId, Optional.empty(), reason, Values.NONE, at);
    }

    /** The call with the values that belong to its type, and no others. */
    GiveFeedback with(Values kept) {
        return new GiveFeedback(feedbackId, type, reason, kept, at);
    }

    /** The call with its reason as the list of reasons writes it. */
    GiveFeedback withReason(String listed) {
        return new GiveFeedback(feedbackId, type, Optional.of(new Reason(listed)), values, at);
    }

    /** The buyer's own words: may hold personal data, so they do not show themselves. */
    public record Reason(String text) {

        @Override
        public String toString() {
            return "Reason[" + text.length() + " characters]";
        }
    }

    /** Values as they came; they do not show themselves either. */
    public record Values(Map<String, String> byName) {

        public static final Values NONE = new Values(Map.of());

        public Values {
            byName = Map.copyOf(byName);
        }

        @Override
        public String toString() {
            return "Values" + byName.keySet();
        }
    }
}
