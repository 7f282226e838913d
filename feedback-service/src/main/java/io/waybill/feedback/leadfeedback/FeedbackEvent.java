package io.waybill.feedback.leadfeedback;

import io.waybill.feedback.leadfeedback.FeedbackCommand.Answer;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Answered;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.terms.Sending;
import io.waybill.language.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What is recorded on a delivery's feedback. All of it are facts that somebody reads. */
public sealed interface FeedbackEvent {

    UUID feedbackId();

    Instant at();

    /** What is recorded of a call: it was taken, or turned away. */
    sealed interface Given extends FeedbackEvent {

        GiveFeedback given();

        @Override
        default UUID feedbackId() {
            return given().feedbackId();
        }

        @Override
        default Instant at() {
            return given().at();
        }
    }

    /**
     * The call was taken.
     *
     * @param sending how the source is told of it; empty: not at all
     */
    record FeedbackReceived(GiveFeedback given, Optional<Sending> sending) implements Given {}

    record FeedbackRefused(GiveFeedback given, FeedbackRefusal refusal) implements Given {}

    /**
     * The source's system was told and has answered.
     *
     * @param answered TAKEN or REFUSED
     */
    record FeedbackSent(UUID feedbackId, Answered answered, Optional<Reason> reason, Instant at)
            implements FeedbackEvent {

        public boolean taken() {
            return answered.answer() == Answer.TAKEN;
        }
    }

    /**
     * The source's system broke, or was not reached.
     *
     * @param answered FAILED or UNANSWERED
     */
    record FeedbackSendFailed(
            UUID feedbackId, Answered answered, Optional<Reason> reason, Instant at)
            implements FeedbackEvent {

        /** False when it was asked and no answer was read. */
        public boolean certain() {
            return answered.answer() == Answer.FAILED;
        }
    }

    /** The buyer does not pay for the lead: what the delivery earned is taken back. */
    record RevenueReversed(UUID feedbackId, Money amount, Instant at) implements FeedbackEvent {}

    /** The source has taken the lead back and is not paid: what the lead cost is taken back. */
    record CostReversed(UUID feedbackId, Money amount, Instant at) implements FeedbackEvent {}

    /** The lead is free again, and may be offered to the next buyers of its flow. */
    record LeadOffered(UUID feedbackId, Instant at) implements FeedbackEvent {}
}
