package io.waybill.feedback.leadfeedback;

import static io.waybill.feedback.leadfeedback.FeedbackRefusal.CONVERSION_NOT_ENABLED;
import static io.waybill.feedback.leadfeedback.FeedbackRefusal.RETURN_NOT_ENABLED;
import static io.waybill.feedback.leadfeedback.FeedbackRefusal.RETURN_TOO_LATE;
import static io.waybill.feedback.leadfeedback.FeedbackRefusal.UNKNOWN_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadFeedbackTest {

    private static final Instant DELIVERED_AT = Instant.parse("2026-11-01T12:00:00Z");
    private static final FeedbackTerms ALL = new FeedbackTerms(true, null, true);
    private static final FeedbackTerms NONE = new FeedbackTerms(false, null, false);

    private static Delivered delivered(FeedbackTerms terms) {
        return new Delivered(new UUID(1, 1), new UUID(2, 2), DELIVERED_AT, terms);
    }

    private static DeciderSpecification<LeadFeedback, GiveFeedback, FeedbackEvent, Void> delivery(
            FeedbackTerms terms) {
        return DeciderSpecification.of(
                new LeadFeedback(delivered(terms), 0), LeadFeedback::decide, LeadFeedback::evolve);
    }

    private static GiveFeedback give(@Nullable FeedbackType type, Duration after) {
        return new GiveFeedback(
                new UUID(3, after.toMillis()),
                Optional.ofNullable(type),
                Optional.of(new GiveFeedback.Reason("Wrong number")),
                DELIVERED_AT.plus(after));
    }

    @ParameterizedTest
    @EnumSource
    void feedback_that_the_step_takes_is_received(FeedbackType type) {
        GiveFeedback command = give(type, Duration.ofMinutes(1));
        delivery(ALL).given().when(command).thenEvents(new FeedbackReceived(command));
    }

    @Test
    void a_delivery_may_have_any_number_of_feedbacks() {
        GiveFeedback first = give(FeedbackType.RETURN, Duration.ofMinutes(1));
        GiveFeedback second = give(FeedbackType.RETURN, Duration.ofMinutes(2));
        delivery(ALL)
                .given(new FeedbackReceived(first))
                .when(second)
                .thenEvents(new FeedbackReceived(second))
                .andState(new LeadFeedback(delivered(ALL), 2));
    }

    @Test
    void feedback_that_the_step_does_not_take_is_refused_and_recorded() {
        GiveFeedback returned = give(FeedbackType.RETURN, Duration.ofMinutes(1));
        GiveFeedback converted = give(FeedbackType.CONVERSION, Duration.ofMinutes(1));
        delivery(NONE)
                .given()
                .when(returned)
                .thenEvents(new FeedbackRefused(returned, RETURN_NOT_ENABLED))
                .andState(new LeadFeedback(delivered(NONE), 1));
        delivery(NONE)
                .given()
                .when(converted)
                .thenEvents(new FeedbackRefused(converted, CONVERSION_NOT_ENABLED));
    }

    @Test
    void a_type_that_does_not_exist_is_refused() {
        GiveFeedback command = give(null, Duration.ofMinutes(1));
        delivery(ALL).given().when(command).thenEvents(new FeedbackRefused(command, UNKNOWN_TYPE));
    }

    @Test
    void a_return_is_taken_up_to_its_age_limit_and_refused_after_it() {
        FeedbackTerms terms = new FeedbackTerms(true, 7, true);
        GiveFeedback inTime = give(FeedbackType.RETURN, Duration.ofDays(7));
        GiveFeedback late = give(FeedbackType.RETURN, Duration.ofDays(7).plusMillis(1));
        GiveFeedback lateSale = give(FeedbackType.CONVERSION, Duration.ofDays(400));
        delivery(terms).given().when(inTime).thenEvents(new FeedbackReceived(inTime));
        delivery(terms).given().when(late).thenEvents(new FeedbackRefused(late, RETURN_TOO_LATE));
        delivery(terms).given().when(lateSale).thenEvents(new FeedbackReceived(lateSale));
    }

    @Test
    void types_are_read_in_any_case() {
        assertThat(FeedbackType.named(" Return ")).contains(FeedbackType.RETURN);
        assertThat(FeedbackType.named("CONVERSION")).contains(FeedbackType.CONVERSION);
        assertThat(FeedbackType.named("refund")).isEmpty();
    }

    @Test
    void the_buyers_words_are_not_shown_in_messages() {
        assertThat(give(FeedbackType.RETURN, Duration.ZERO)).asString().doesNotContain("Wrong");
    }
}
