package io.waybill.feedback.leadfeedback;

import io.waybill.eventsourcing.Decision;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Answer;
import io.waybill.feedback.leadfeedback.FeedbackCommand.ConcludeSending;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Give;
import io.waybill.feedback.leadfeedback.FeedbackCommand.KnowCost;
import io.waybill.feedback.leadfeedback.FeedbackCommand.KnowSale;
import io.waybill.feedback.leadfeedback.FeedbackEvent.CostReversed;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackRefused;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackSendFailed;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackSent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.LeadOffered;
import io.waybill.feedback.leadfeedback.FeedbackEvent.RevenueReversed;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Sending;
import io.waybill.language.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The feedback on one delivery; its stream is the event id. A delivery may have any number of
 * feedbacks, so what was given before decides nothing but this: money is taken back once.
 *
 * <p>A return stands when it is received, unless the source is asked at once: then it stands when
 * the source has taken it, and what the source refuses never was a return. Where it turns out to go
 * into a file, nobody is asked at once, and it stands. What the lead cost is taken back only where
 * the source has taken it, be it with a file.
 *
 * @param recorded events so far: the version of the stream
 */
public record LeadFeedback(Delivered delivered, Reversed reversed, long recorded) {

    /**
     * What has been taken back.
     *
     * @param cost of the lead, be it by a return of another of its deliveries
     * @param offered whether the lead was offered to others then
     */
    public record Reversed(boolean revenue, boolean cost, boolean offered) {

        public static final Reversed NOTHING = new Reversed(false, false, false);
    }

    /** A call about a known delivery always leaves an event; it is never refused without one. */
    public static Decision<FeedbackEvent, Void> decide(
            FeedbackCommand command, LeadFeedback state) {
        return switch (command) {
            case Give give -> Decision.accepted(state.given(give));
            case ConcludeSending sending -> Decision.accepted(state.concluded(sending));
            case KnowSale sale -> Decision.accepted(state.takenBack(sale.feedbackId(), sale.at()));
            case KnowCost cost -> Decision.accepted(state.costBack(cost.feedbackId(), cost.at()));
        };
    }

    public static LeadFeedback evolve(LeadFeedback state, FeedbackEvent event) {
        Reversed before = state.reversed();
        Reversed after =
                switch (event) {
                    case RevenueReversed _ -> new Reversed(true, before.cost(), before.offered());
                    case CostReversed _ -> new Reversed(before.revenue(), true, before.offered());
                    case LeadOffered _ -> new Reversed(before.revenue(), before.cost(), true);
                    case FeedbackReceived _,
                            FeedbackRefused _,
                            FeedbackSent _,
                            FeedbackSendFailed _ ->
                            before;
                };
        return new LeadFeedback(state.delivered(), after, state.recorded() + 1);
    }

    private List<FeedbackEvent> given(Give give) {
        return switch (Suitability.of(give, delivered)) {
            case Suitability.Unfit(GiveFeedback kept, FeedbackRefusal refusal) ->
                    List.of(new FeedbackRefused(kept, refusal));
            case Suitability.Fit(GiveFeedback kept, FeedbackType type) ->
                    received(kept, type, sending(give, type));
        };
    }

    private Optional<Sending> sending(Give give, FeedbackType type) {
        return Optional.ofNullable(delivered.terms().sendings().get(type))
                .filter(sending ->
                        sending.rules()
                                .map(rules -> rules.evaluate(give.readings().vars()).pass())
                                .orElse(true));
    }

    private List<FeedbackEvent> received(
            GiveFeedback kept, FeedbackType type, Optional<Sending> sending) {
        List<FeedbackEvent> events = new ArrayList<>();
        events.add(new FeedbackReceived(kept, sending));
        boolean awaited = sending.filter(s -> s.when() == Sending.When.NOW).isPresent();
        if (type.equals(FeedbackType.RETURN) && !awaited) {
            events.addAll(takenBack(kept.feedbackId(), kept.at()));
        }
        return events;
    }

    private List<FeedbackEvent> concluded(ConcludeSending sending) {
        return switch (sending.answer().answer()) {
            case GATHERED ->
                    sending.type().equals(FeedbackType.RETURN) && !sending.answer().inBatch()
                            ? takenBack(sending.feedbackId(), sending.at())
                            : List.of();
            case TAKEN, REFUSED -> answered(sending);
            case FAILED, UNANSWERED ->
                    List.of(
                            new FeedbackSendFailed(
                                    sending.feedbackId(),
                                    sending.answer(),
                                    sending.reason(),
                                    sending.at()));
        };
    }

    private List<FeedbackEvent> answered(ConcludeSending sending) {
        UUID id = sending.feedbackId();
        boolean taken = sending.answer().answer() == Answer.TAKEN;
        List<FeedbackEvent> events = new ArrayList<>();
        events.add(new FeedbackSent(id, sending.answer(), sending.reason(), sending.at()));
        if (taken && sending.type().equals(FeedbackType.RETURN)) {
            events.addAll(takenBack(id, sending.at()));
            events.addAll(costBack(id, sending.at()));
        }
        return events;
    }

    /** The source is not paid, once. */
    private List<FeedbackEvent> costBack(UUID id, Instant at) {
        return delivered
                .sale()
                .cost()
                .filter(cost -> !cost.isZero() && !reversed.cost())
                .<List<FeedbackEvent>>map(cost -> List.of(new CostReversed(id, cost, at)))
                .orElse(List.of());
    }

    /** A return that stands: the buyer's money, where it was any, and the lead, each once. */
    private List<FeedbackEvent> takenBack(UUID id, Instant at) {
        Optional<Money> revenue = delivered.sale().revenue();
        List<FeedbackEvent> events = new ArrayList<>();
        if (revenue.isPresent() && !reversed.revenue()) {
            events.add(new RevenueReversed(id, revenue.get(), at));
        }
        boolean free = delivered.sale().sold() && !reversed.offered();
        if (free && delivered.terms().options().resell()) {
            events.add(new LeadOffered(id, at));
        }
        return events;
    }
}
