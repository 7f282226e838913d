package io.waybill.delivery.settling;

import static io.waybill.delivery.settling.AttemptResult.Read.NOTHING;
import static io.waybill.delivery.settling.Histories.BROKEN;
import static io.waybill.delivery.settling.Histories.DEADLINE;
import static io.waybill.delivery.settling.Histories.NO_ANSWER;
import static io.waybill.delivery.settling.Histories.ONCE;
import static io.waybill.delivery.settling.Histories.REFUSED;
import static io.waybill.delivery.settling.Histories.REPEAT_SAFE;
import static io.waybill.delivery.settling.Histories.RETRY;
import static io.waybill.delivery.settling.Histories.T0;
import static io.waybill.delivery.settling.Histories.TAKEN;
import static io.waybill.delivery.settling.Histories.UNREACHABLE;
import static io.waybill.delivery.settling.Histories.accepted;
import static io.waybill.delivery.settling.Histories.concluded;
import static io.waybill.delivery.settling.Histories.end;
import static io.waybill.delivery.settling.Histories.interrupted;
import static io.waybill.delivery.settling.Histories.retrying;
import static io.waybill.delivery.settling.Histories.secondAttempt;
import static io.waybill.delivery.settling.Histories.sending;
import static io.waybill.delivery.settling.Histories.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.settling.DeliveryCommand.Accept;
import io.waybill.delivery.settling.DeliveryCommand.EndAttempt;
import io.waybill.delivery.settling.DeliveryCommand.GiveUp;
import io.waybill.delivery.settling.DeliveryCommand.ReachDeadline;
import io.waybill.delivery.settling.DeliveryCommand.Recover;
import io.waybill.delivery.settling.DeliveryCommand.StartAttempt;
import io.waybill.delivery.settling.DeliveryEvent.AttemptEnded;
import io.waybill.delivery.settling.DeliveryEvent.AttemptStarted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryAccepted;
import io.waybill.delivery.settling.DeliveryEvent.DeliverySettled;
import io.waybill.eventsourcing.DeciderSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryDeciderTest {

    private final DeliveryDecider decider = new DeliveryDecider();
    private final DeciderSpecification<Delivery, DeliveryCommand, DeliveryEvent, Refusal> delivery =
            DeciderSpecification.of(
                    new Delivery.Unrequested(),
                    (command, state) -> decider.decide(state, command),
                    DeliveryDecider::evolve);

    @Test
    void a_request_is_accepted() {
        delivery.given().when(new Accept(ONCE)).thenEvents(new DeliveryAccepted(ONCE));
    }

    @Test
    void an_accepted_delivery_starts_its_first_attempt() {
        delivery.given(accepted(ONCE)).when(new StartAttempt(T0)).thenEvents(new AttemptStarted(1));
    }

    @Test
    void an_answer_settles_the_delivery() {
        delivery.given(sending(ONCE))
                .when(end(1, TAKEN))
                .thenEvents(
                        new AttemptEnded(1, TAKEN, null), settled(StepOutcome.SUCCESS, true, 1));
    }

    @Test
    void a_refusal_settles_the_delivery_and_is_not_retried() {
        delivery.given(sending(REPEAT_SAFE))
                .when(end(1, REFUSED))
                .thenEvents(
                        new AttemptEnded(1, REFUSED, null), settled(StepOutcome.FAILURE, true, 1));
    }

    @Test
    void what_never_reached_the_buyer_is_retried_while_there_is_time() {
        delivery.given(sending(ONCE))
                .when(end(1, UNREACHABLE))
                .thenEvents(new AttemptEnded(1, UNREACHABLE, RETRY));
    }

    @Test
    void an_error_that_the_buyer_answered_is_retried_where_the_destination_is_repeat_safe() {
        delivery.given(sending(REPEAT_SAFE))
                .when(end(1, BROKEN))
                .thenEvents(new AttemptEnded(1, BROKEN, RETRY));
    }

    @Test
    void an_error_that_the_buyer_answered_is_not_retried_elsewhere() {
        delivery.given(sending(ONCE))
                .when(end(1, BROKEN))
                .thenEvents(new AttemptEnded(1, BROKEN, null), settled(StepOutcome.ERROR, true, 1));
    }

    @Test
    void an_error_without_time_for_a_retry_settles_as_a_certain_error() {
        delivery.given(sending(REPEAT_SAFE))
                .when(new EndAttempt(1, BROKEN, DEADLINE.minusMillis(1_499), 0))
                .thenEvents(new AttemptEnded(1, BROKEN, null), settled(StepOutcome.ERROR, true, 1));
    }

    @Test
    void no_answer_settles_at_once_as_an_uncertain_error() {
        delivery.given(sending(ONCE))
                .when(end(1, NO_ANSWER))
                .thenEvents(
                        new AttemptEnded(1, NO_ANSWER, null), settled(StepOutcome.ERROR, false, 1));
    }

    @Test
    void no_answer_is_retried_where_the_destination_is_repeat_safe() {
        delivery.given(sending(REPEAT_SAFE))
                .when(end(1, NO_ANSWER))
                .thenEvents(new AttemptEnded(1, NO_ANSWER, RETRY));
    }

    @ParameterizedTest
    @EnumSource(
            value = StepOutcome.class,
            names = {"SUCCESS", "FAILURE"})
    void a_repeat_safe_answer_speaks_for_the_attempts_that_went_unanswered(StepOutcome outcome) {
        AttemptResult answer = outcome == StepOutcome.SUCCESS ? TAKEN : REFUSED;
        delivery.given(secondAttempt(REPEAT_SAFE, NO_ANSWER))
                .when(end(2, answer))
                .thenEvents(new AttemptEnded(2, answer, null), settled(outcome, true, 2));
    }

    @Test
    void an_error_after_an_unanswered_attempt_is_uncertain() {
        delivery.given(secondAttempt(REPEAT_SAFE, NO_ANSWER))
                .when(new EndAttempt(2, BROKEN, DEADLINE, 0))
                .thenEvents(
                        new AttemptEnded(2, BROKEN, null), settled(StepOutcome.ERROR, false, 2));
    }

    @Test
    void an_error_after_an_error_is_certain() {
        delivery.given(secondAttempt(REPEAT_SAFE, BROKEN))
                .when(new EndAttempt(2, BROKEN, DEADLINE, 0))
                .thenEvents(new AttemptEnded(2, BROKEN, null), settled(StepOutcome.ERROR, true, 2));
    }

    @Test
    void a_retry_starts_when_it_is_due() {
        delivery.given(retrying(ONCE, UNREACHABLE))
                .when(new StartAttempt(RETRY))
                .thenEvents(new AttemptStarted(2));
    }

    @Test
    void a_request_that_cannot_be_built_settles_as_a_certain_error_without_an_attempt() {
        delivery.given(accepted(ONCE))
                .when(new GiveUp("URL is required"))
                .thenEvents(
                        new DeliverySettled(
                                StepOutcome.ERROR, true, 0, "URL is required", NOTHING));
    }

    @Test
    void what_was_not_sent_by_the_deadline_settles_as_a_certain_error() {
        delivery.given(accepted(ONCE))
                .when(new ReachDeadline(DEADLINE))
                .thenEvents(
                        new DeliverySettled(
                                StepOutcome.ERROR, true, 0, DeliveryDecider.NO_TIME, NOTHING));
    }

    @Test
    void a_retry_that_never_got_its_turn_is_as_uncertain_as_the_attempts_before_it() {
        delivery.given(retrying(REPEAT_SAFE, NO_ANSWER))
                .when(new ReachDeadline(DEADLINE))
                .thenEvents(
                        new DeliverySettled(
                                StepOutcome.ERROR, false, 1, DeliveryDecider.NO_TIME, NOTHING));
    }

    @Test
    void a_crash_while_sending_is_unknown() {
        delivery.given(sending(ONCE))
                .when(new Recover(T0, 0))
                .thenEvents(
                        new AttemptEnded(1, interrupted(), null),
                        new DeliverySettled(
                                StepOutcome.ERROR, false, 1, DeliveryDecider.INTERRUPTED, NOTHING));
    }

    @Test
    void a_crash_while_sending_is_repeated_where_that_is_safe() {
        delivery.given(sending(REPEAT_SAFE))
                .when(new Recover(T0, 0))
                .thenEvents(new AttemptEnded(1, interrupted(), RETRY));
    }

    @Test
    void a_crash_before_sending_changes_nothing_while_there_is_time() {
        delivery.given(accepted(ONCE)).when(new Recover(T0, 0)).thenNothing();
        delivery.given(retrying(ONCE, UNREACHABLE)).when(new Recover(T0, 0)).thenNothing();
    }

    @Test
    void a_recovery_after_the_deadline_settles() {
        delivery.given(accepted(ONCE))
                .when(new Recover(DEADLINE, 0))
                .thenEvents(
                        new DeliverySettled(
                                StepOutcome.ERROR, true, 0, DeliveryDecider.NO_TIME, NOTHING));
    }

    @Test
    void every_event_may_meet_every_state_without_harm() {
        List<DeliveryEvent> events =
                List.of(
                        new DeliveryAccepted(ONCE),
                        new AttemptStarted(3),
                        new AttemptEnded(3, BROKEN, RETRY),
                        new AttemptEnded(3, BROKEN, null),
                        settled(StepOutcome.ERROR, true, 3));
        for (List<DeliveryEvent> history :
                List.of(
                        List.<DeliveryEvent>of(),
                        accepted(ONCE),
                        sending(ONCE),
                        retrying(ONCE, BROKEN),
                        concluded())) {
            for (DeliveryEvent event : events) {
                Delivery state = new Delivery.Unrequested();
                for (DeliveryEvent past : history) {
                    state = DeliveryDecider.evolve(state, past);
                }
                assertThat(DeliveryDecider.evolve(state, event)).isNotNull();
            }
        }
    }
}
