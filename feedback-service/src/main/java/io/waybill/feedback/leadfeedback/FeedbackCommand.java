package io.waybill.feedback.leadfeedback;

import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Quota;
import io.waybill.language.Vars;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What is to be decided about the feedback on a delivery. */
public sealed interface FeedbackCommand {

    /**
     * A call came in.
     *
     * @param hops through how many flows it came before this one
     */
    record Give(GiveFeedback given, Readings readings, int hops) implements FeedbackCommand {

        /** A call that comes from no other flow. */
        public Give(GiveFeedback given, Readings readings) {
            this(given, readings, 0);
        }
    }

    /**
     * What was sent to the source has come to its end.
     *
     * @param feedbackId the feedback that was sent
     * @param answer the source's, or that there was none by now
     */
    record ConcludeSending(
            UUID feedbackId,
            FeedbackType type,
            Answered answer,
            Optional<Reason> reason,
            Instant at)
            implements FeedbackCommand {}

    /**
     * What a delivery earned came to be known after its lead had been given back.
     *
     * @param feedbackId the return
     */
    record KnowSale(UUID feedbackId, Instant at) implements FeedbackCommand {}

    /**
     * What a lead cost came to be known after its source had taken it back.
     *
     * @param feedbackId the return
     */
    record KnowCost(UUID feedbackId, Instant at) implements FeedbackCommand {}

    /**
     * An answer and whose it is.
     *
     * @param inBatch true when the feedback goes to the source in a file, so that the buyer was not
     *     kept waiting for it
     */
    record Answered(Answer answer, boolean inBatch) {}

    /** How the source's system has answered. */
    enum Answer {
        TAKEN,
        /** A refusal: this type or reason is not allowed there, or the lead came too late. */
        REFUSED,
        /** It broke, or could not be reached. */
        FAILED,
        /** It was asked and may know; no answer was read. */
        UNANSWERED,
        /** It is in the next file: the source knows nothing yet, and its answer is the file's. */
        GATHERED
    }

    /**
     * What was looked up for a decision.
     *
     * @param vars of the lead; none where neither rules nor sending read it
     * @param ofStep of the step's quota for the type; empty where it has none
     * @param ofSource of the source's
     */
    record Readings(Vars vars, Optional<Quota.Reading> ofStep, Optional<Quota.Reading> ofSource) {

        public static final Readings NONE =
                new Readings(Vars.empty(), Optional.empty(), Optional.empty());
    }
}
