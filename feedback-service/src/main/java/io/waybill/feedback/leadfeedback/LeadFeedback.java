package io.waybill.feedback.leadfeedback;

import io.waybill.eventsourcing.Decision;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackRefused;
import java.util.Optional;

/**
 * The feedback on one delivery; its stream is the event id. A delivery may have any number of
 * feedbacks, so what was given before decides nothing: the state is the delivery and a count.
 *
 * @param given feedbacks received or refused so far: the version of the stream
 */
public record LeadFeedback(Delivered delivered, long given) {

    /** A call about a known delivery always leaves an event; it is never refused without one. */
    public static Decision<FeedbackEvent, Void> decide(GiveFeedback command, LeadFeedback state) {
        FeedbackEvent event =
                refusal(command, state.delivered())
                        .<FeedbackEvent>map(refusal -> new FeedbackRefused(command, refusal))
                        .orElseGet(() -> new FeedbackReceived(command));
        return Decision.accepted(event);
    }

    public static LeadFeedback evolve(LeadFeedback state, FeedbackEvent event) {
        return switch (event) {
            case FeedbackReceived _, FeedbackRefused _ ->
                    new LeadFeedback(state.delivered(), state.given() + 1);
        };
    }

    private static Optional<FeedbackRefusal> refusal(GiveFeedback command, Delivered delivered) {
        FeedbackTerms terms = delivered.terms();
        if (command.type().isEmpty()) {
            return Optional.of(FeedbackRefusal.UNKNOWN_TYPE);
        }
        return switch (command.type().get()) {
            case RETURN -> {
                if (!terms.returnEnabled()) {
                    yield Optional.of(FeedbackRefusal.RETURN_NOT_ENABLED);
                }
                yield terms.isTooOldToReturn(delivered.at(), command.at())
                        ? Optional.of(FeedbackRefusal.RETURN_TOO_LATE)
                        : Optional.empty();
            }
            case CONVERSION ->
                    terms.conversionEnabled()
                            ? Optional.empty()
                            : Optional.of(FeedbackRefusal.CONVERSION_NOT_ENABLED);
        };
    }
}
