package io.waybill.feedback.leadfeedback;

import static io.waybill.feedback.leadfeedback.Given.COST;
import static io.waybill.feedback.leadfeedback.Given.REVENUE;
import static io.waybill.feedback.leadfeedback.Given.call;
import static io.waybill.feedback.leadfeedback.Given.delivery;
import static io.waybill.feedback.leadfeedback.Given.give;
import static io.waybill.feedback.leadfeedback.Given.state;
import static io.waybill.feedback.leadfeedback.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Decision;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Answer;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Answered;
import io.waybill.feedback.leadfeedback.FeedbackCommand.ConcludeSending;
import io.waybill.feedback.leadfeedback.FeedbackCommand.KnowCost;
import io.waybill.feedback.leadfeedback.FeedbackCommand.KnowSale;
import io.waybill.feedback.leadfeedback.FeedbackEvent.CostReversed;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackSendFailed;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackSent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.LeadOffered;
import io.waybill.feedback.leadfeedback.FeedbackEvent.RevenueReversed;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.LeadFeedback.Reversed;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadFeedbackTest {

    private static final FeedbackTerms OPEN = FeedbackTerms.open();
    private static final Map<String, ?> SEND =
            Map.of("delivery", Map.of("url", "https://source.example"));
    private static final FeedbackTerms SENT_NOW =
            terms(Map.of(), Map.of("return", Map.of("send", SEND)));
    private static final FeedbackTerms SENT_LATER =
            terms(
                    Map.of(),
                    Map.of("return", Map.of("send", Map.of("when", "batch", "delivery", SEND))));
    private static final GiveFeedback RETURN = call(FeedbackType.RETURN);

    private static ConcludeSending answered(Answer answer) {
        return answered(answer, false);
    }

    private static ConcludeSending answered(Answer answer, boolean inBatch) {
        return new ConcludeSending(
                RETURN.feedbackId(),
                FeedbackType.RETURN,
                new Answered(answer, inBatch),
                Optional.of(new Reason("Too late")),
                RETURN.at().plusSeconds(1));
    }

    private static FeedbackReceived received(FeedbackTerms terms) {
        return new FeedbackReceived(
                RETURN, Optional.ofNullable(terms.sendings().get(FeedbackType.RETURN)));
    }

    private static FeedbackSent sent(ConcludeSending sending) {
        return new FeedbackSent(
                RETURN.feedbackId(), sending.answer(), sending.reason(), sending.at());
    }

    private static FeedbackSendFailed notSent(ConcludeSending sending) {
        return new FeedbackSendFailed(
                RETURN.feedbackId(), sending.answer(), sending.reason(), sending.at());
    }

    private static RevenueReversed revenue(Instant at) {
        return new RevenueReversed(RETURN.feedbackId(), REVENUE, at);
    }

    @Test
    void a_conversion_is_received_and_moves_no_money() {
        GiveFeedback conversion = call(FeedbackType.CONVERSION);
        delivery(OPEN)
                .given()
                .when(give(conversion))
                .thenEvents(new FeedbackReceived(conversion, Optional.empty()));
    }

    @Test
    void a_return_takes_back_what_the_delivery_earned() {
        delivery(OPEN)
                .given()
                .when(give(RETURN))
                .thenEvents(received(OPEN), revenue(RETURN.at()))
                .andState(
                        new LeadFeedback(
                                state(OPEN).delivered(), new Reversed(true, false, false), 2));
    }

    @Test
    void what_a_sale_earned_that_is_known_only_after_the_return_is_taken_back() {
        KnowSale known = new KnowSale(RETURN.feedbackId(), RETURN.at().plusSeconds(60));
        delivery(OPEN).given(received(OPEN)).when(known).thenEvents(revenue(known.at()));
        delivery(OPEN).given(received(OPEN), revenue(RETURN.at())).when(known).thenEvents();
    }

    @Test
    void what_a_lead_cost_that_is_known_only_after_the_return_is_taken_back_once() {
        KnowCost known = new KnowCost(RETURN.feedbackId(), RETURN.at().plusSeconds(60));
        CostReversed back = new CostReversed(RETURN.feedbackId(), COST, known.at());
        delivery(OPEN).given(received(OPEN)).when(known).thenEvents(back);
        delivery(OPEN).given(received(OPEN), back).when(known).thenEvents();
    }

    @Test
    void a_delivery_may_be_returned_again_and_money_is_taken_back_once() {
        GiveFeedback again = call(FeedbackType.RETURN, Duration.ofMinutes(2));
        delivery(OPEN)
                .given(received(OPEN), revenue(RETURN.at()))
                .when(give(again))
                .thenEvents(new FeedbackReceived(again, Optional.empty()));
    }

    @Test
    void a_return_that_the_source_is_asked_about_stands_once_it_has_taken_it() {
        delivery(SENT_NOW).given().when(give(RETURN)).thenEvents(received(SENT_NOW));
        ConcludeSending taken = answered(Answer.TAKEN);
        delivery(SENT_NOW)
                .given(received(SENT_NOW))
                .when(taken)
                .thenEvents(
                        sent(taken),
                        revenue(taken.at()),
                        new CostReversed(RETURN.feedbackId(), COST, taken.at()));
    }

    @Test
    void what_the_source_refuses_or_does_not_answer_moves_no_money() {
        ConcludeSending refused = answered(Answer.REFUSED);
        ConcludeSending failed = answered(Answer.FAILED);
        ConcludeSending unanswered = answered(Answer.UNANSWERED);
        delivery(SENT_NOW).given(received(SENT_NOW)).when(refused).thenEvents(sent(refused));
        delivery(SENT_NOW).given(received(SENT_NOW)).when(failed).thenEvents(notSent(failed));
        delivery(SENT_NOW)
                .given(received(SENT_NOW))
                .when(unanswered)
                .thenEvents(notSent(unanswered));
    }

    @Test
    void a_return_that_is_sent_in_a_file_stands_at_once_and_the_cost_follows() {
        ConcludeSending taken = answered(Answer.TAKEN, true);
        delivery(SENT_LATER)
                .given()
                .when(give(RETURN))
                .thenEvents(received(SENT_LATER), revenue(RETURN.at()));
        delivery(SENT_LATER)
                .given(received(SENT_LATER), revenue(RETURN.at()))
                .when(taken)
                .thenEvents(sent(taken), new CostReversed(RETURN.feedbackId(), COST, taken.at()));
    }

    @Test
    void what_is_only_put_into_a_file_tells_nothing_of_the_source() {
        ConcludeSending gathered = answered(Answer.GATHERED, true);
        delivery(SENT_LATER)
                .given(received(SENT_LATER), revenue(RETURN.at()))
                .when(gathered)
                .thenEvents();
    }

    @Test
    void a_return_that_was_to_be_asked_about_and_went_into_a_file_stands() {
        ConcludeSending gathered = answered(Answer.GATHERED);
        delivery(SENT_NOW)
                .given(received(SENT_NOW))
                .when(gathered)
                .thenEvents(revenue(gathered.at()));
    }

    @Test
    void a_file_that_fails_takes_no_cost_back() {
        ConcludeSending failed = answered(Answer.FAILED, true);
        ConcludeSending refused = answered(Answer.REFUSED, true);
        delivery(SENT_LATER)
                .given(received(SENT_LATER), revenue(RETURN.at()))
                .when(failed)
                .thenEvents(notSent(failed));
        delivery(SENT_LATER)
                .given(received(SENT_LATER), revenue(RETURN.at()))
                .when(refused)
                .thenEvents(sent(refused));
    }

    @Test
    void a_returned_lead_is_offered_to_others_where_the_step_says_so_and_once() {
        FeedbackTerms resold = terms(Map.of("return", Map.of("resell", true)), Map.of());
        GiveFeedback again = call(FeedbackType.RETURN, Duration.ofMinutes(2));
        LeadOffered offered = new LeadOffered(RETURN.feedbackId(), RETURN.at());
        delivery(resold)
                .given()
                .when(give(RETURN))
                .thenEvents(received(resold), revenue(RETURN.at()), offered);
        delivery(resold)
                .given(received(resold), revenue(RETURN.at()), offered)
                .when(give(again))
                .thenEvents(new FeedbackReceived(again, Optional.empty()));
    }

    @Test
    void a_lead_that_was_sold_for_nothing_is_offered_to_others_too() {
        FeedbackTerms resold = terms(Map.of("return", Map.of("resell", true)), Map.of());
        Delivered free =
                new Delivered(
                        RETURN.feedbackId(),
                        RETURN.feedbackId(),
                        Given.DELIVERED_AT,
                        resold,
                        new Delivered.Sale(Optional.empty(), Optional.empty(), true));
        LeadFeedback state = new LeadFeedback(free, Reversed.NOTHING, 0);
        assertThat(LeadFeedback.decide(give(RETURN), state))
                .isEqualTo(
                        Decision.accepted(
                                List.<FeedbackEvent>of(
                                        received(resold),
                                        new LeadOffered(RETURN.feedbackId(), RETURN.at()))));
    }

    @Test
    void a_return_of_what_was_not_sold_is_received_and_moves_no_money() {
        Delivered unsold =
                new Delivered(
                        RETURN.feedbackId(),
                        RETURN.feedbackId(),
                        Given.DELIVERED_AT,
                        OPEN,
                        Delivered.Sale.NONE);
        LeadFeedback state = new LeadFeedback(unsold, Reversed.NOTHING, 0);
        assertThat(LeadFeedback.decide(give(RETURN), state))
                .isEqualTo(Decision.accepted(received(OPEN)));
    }

    @Test
    void the_buyers_words_are_not_shown_in_messages() {
        assertThat(RETURN).asString().doesNotContain("Wrong");
        assertThat(new FeedbackReceived(RETURN, Optional.empty()))
                .asString()
                .doesNotContain("Wrong");
    }
}
