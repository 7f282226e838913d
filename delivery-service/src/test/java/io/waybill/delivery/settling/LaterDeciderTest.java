package io.waybill.delivery.settling;

import static io.waybill.delivery.settling.AttemptResult.Read.NOTHING;
import static io.waybill.delivery.settling.Histories.BROKEN;
import static io.waybill.delivery.settling.Histories.DEADLINE;
import static io.waybill.delivery.settling.Histories.NO_ANSWER;
import static io.waybill.delivery.settling.Histories.READ;
import static io.waybill.delivery.settling.Histories.REFUSED;
import static io.waybill.delivery.settling.Histories.T0;
import static io.waybill.delivery.settling.Histories.TAKEN;
import static io.waybill.delivery.settling.Histories.UNREACHABLE;
import static io.waybill.delivery.settling.Histories.settled;
import static io.waybill.delivery.settling.LaterHistories.DUE;
import static io.waybill.delivery.settling.LaterHistories.ITSELF;
import static io.waybill.delivery.settling.LaterHistories.OLD;
import static io.waybill.delivery.settling.LaterHistories.SAFE;
import static io.waybill.delivery.settling.LaterHistories.SOMEBODY;
import static io.waybill.delivery.settling.LaterHistories.UNSAFE;
import static io.waybill.delivery.settling.LaterHistories.asking;
import static io.waybill.delivery.settling.LaterHistories.failed;
import static io.waybill.delivery.settling.LaterHistories.planned;
import static io.waybill.delivery.settling.LaterHistories.sent;
import static io.waybill.delivery.settling.LaterHistories.sentLater;
import static io.waybill.delivery.settling.LaterHistories.terms;

import io.waybill.delivery.settling.DeliveryCommand.EndAttempt;
import io.waybill.delivery.settling.DeliveryCommand.Postpone;
import io.waybill.delivery.settling.DeliveryCommand.ReachDeadline;
import io.waybill.delivery.settling.DeliveryCommand.Reconcile;
import io.waybill.delivery.settling.DeliveryCommand.Recover;
import io.waybill.delivery.settling.DeliveryCommand.Redeliver;
import io.waybill.delivery.settling.DeliveryCommand.StartAttempt;
import io.waybill.delivery.settling.DeliveryEvent.AttemptEnded;
import io.waybill.delivery.settling.DeliveryEvent.AttemptStarted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryAccepted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryGivenUp;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryReconciled;
import io.waybill.delivery.settling.DeliveryEvent.DeliverySettled;
import io.waybill.delivery.settling.DeliveryEvent.RedeliveryPlanned;
import io.waybill.delivery.settling.Terms.Further;
import io.waybill.eventsourcing.DeciderSpecification;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaterDeciderTest {

    private final DeliveryDecider decider = new DeliveryDecider();
    private final DeciderSpecification<Delivery, DeliveryCommand, DeliveryEvent, Refusal> delivery =
            DeciderSpecification.of(
                    new Delivery.Unrequested(),
                    (command, state) -> decider.decide(state, command),
                    DeliveryDecider::evolve);

    @Test
    void what_went_unanswered_until_the_deadline_settles_uncertain_and_is_tried_later() {
        delivery.given(sent(SAFE))
                .when(new EndAttempt(1, NO_ANSWER, DEADLINE, 0))
                .thenEvents(
                        new AttemptEnded(1, NO_ANSWER, DUE),
                        new DeliverySettled(StepOutcome.ERROR, false, 1, "said the buyer", NOTHING),
                        new RedeliveryPlanned(DUE, OLD, true, ITSELF));
    }

    @Test
    void what_never_left_settles_uncertain_while_it_is_tried_later() {
        delivery.given(sent(UNSAFE))
                .when(new EndAttempt(1, UNREACHABLE, DEADLINE, 0))
                .thenEvents(
                        new AttemptEnded(1, UNREACHABLE, DUE),
                        new DeliverySettled(StepOutcome.ERROR, false, 1, "said the buyer", NOTHING),
                        new RedeliveryPlanned(DUE, OLD, false, ITSELF));
    }

    @Test
    void a_lead_that_another_buyer_may_have_by_now_is_not_tried_later() {
        delivery.given(sent(terms(true, Further.WHERE_IT_MAY_BE)))
                .when(new EndAttempt(1, UNREACHABLE, DEADLINE, 0))
                .thenEvents(
                        new AttemptEnded(1, UNREACHABLE, null),
                        settled(StepOutcome.ERROR, true, 1));
    }

    @Test
    void a_buyer_that_may_have_it_is_asked_again_even_where_only_one_may_get_it() {
        delivery.given(sent(terms(true, Further.WHERE_IT_MAY_BE)))
                .when(new EndAttempt(1, NO_ANSWER, DEADLINE, 0))
                .thenEvents(
                        new AttemptEnded(1, NO_ANSWER, DUE),
                        new DeliverySettled(StepOutcome.ERROR, false, 1, "said the buyer", NOTHING),
                        new RedeliveryPlanned(DUE, OLD, true, ITSELF));
    }

    @Test
    void a_buyer_that_does_not_know_the_key_is_never_sent_again_by_itself_what_it_may_have() {
        delivery.given(sent(UNSAFE))
                .when(new EndAttempt(1, NO_ANSWER, DEADLINE, 0))
                .thenEvents(
                        new AttemptEnded(1, NO_ANSWER, null), settled(StepOutcome.ERROR, false, 1));
    }

    @Test
    void what_got_no_turn_in_time_is_tried_later() {
        Instant due = DEADLINE.plusSeconds(1);
        delivery.given(new DeliveryAccepted(UNSAFE))
                .when(new ReachDeadline(DEADLINE))
                .thenEvents(
                        new DeliverySettled(
                                StepOutcome.ERROR, false, 0, DeliveryDecider.NO_TIME, NOTHING),
                        new RedeliveryPlanned(due, OLD, false, ITSELF));
    }

    @Test
    void a_destination_that_is_closed_gets_it_when_it_opens() {
        Instant opens = OLD.plusSeconds(3600);
        delivery.given(new DeliveryAccepted(UNSAFE))
                .when(new Postpone(T0, opens, "closed"))
                .thenEvents(
                        new DeliverySettled(StepOutcome.ERROR, false, 0, "closed", NOTHING),
                        new RedeliveryPlanned(
                                opens, opens.plus(Duration.ofHours(24)), false, ITSELF));
    }

    @Test
    void a_closed_destination_lets_the_next_buyer_have_its_turn_where_only_one_may_get_it() {
        delivery.given(new DeliveryAccepted(terms(true, Further.WHERE_IT_MAY_BE)))
                .when(new Postpone(T0, OLD, "closed"))
                .thenEvents(new DeliverySettled(StepOutcome.ERROR, true, 0, "closed", NOTHING));
    }

    @Test
    void a_later_attempt_waits_until_it_is_due() {
        delivery.given(planned(SAFE, NO_ANSWER))
                .when(new StartAttempt(DUE.minusMillis(1)))
                .thenRefused(Refusal.NOT_DUE_YET);
        delivery.given(planned(SAFE, NO_ANSWER))
                .when(new StartAttempt(DUE))
                .thenEvents(new AttemptStarted(2));
    }

    @Test
    void a_later_answer_tells_once_what_became_of_the_lead() {
        delivery.given(sentLater(SAFE, NO_ANSWER))
                .when(new EndAttempt(2, TAKEN, DUE, 0))
                .thenEvents(
                        new AttemptEnded(2, TAKEN, null),
                        new DeliveryReconciled(
                                StepOutcome.SUCCESS, ITSELF, "said the buyer", READ));
    }

    @Test
    void a_later_refusal_tells_that_the_buyer_has_not_the_lead() {
        delivery.given(sentLater(SAFE, NO_ANSWER))
                .when(new EndAttempt(2, REFUSED, DUE, 0))
                .thenEvents(
                        new AttemptEnded(2, REFUSED, null),
                        new DeliveryReconciled(
                                StepOutcome.FAILURE, ITSELF, "said the buyer", READ));
    }

    @Test
    void a_refusal_tells_nothing_where_the_buyer_may_refuse_a_lead_because_it_has_it() {
        List<DeliveryEvent> history = new ArrayList<>(sent(UNSAFE));
        history.add(new AttemptEnded(1, NO_ANSWER, null));
        history.add(settled(StepOutcome.ERROR, false, 1));
        history.add(new RedeliveryPlanned(DUE, OLD, true, SOMEBODY));
        history.add(new AttemptStarted(2));
        delivery.given(history)
                .when(new EndAttempt(2, REFUSED, DUE, 0))
                .thenEvents(
                        new AttemptEnded(2, REFUSED, null),
                        new DeliveryGivenUp(2, false, "said the buyer"));
    }

    @Test
    void another_failure_is_tried_again_until_the_last_attempt_gives_up() {
        List<DeliveryEvent> history = new ArrayList<>(sentLater(SAFE, NO_ANSWER));
        delivery.given(history)
                .when(new EndAttempt(2, BROKEN, DUE, 0))
                .thenEvents(new AttemptEnded(2, BROKEN, DUE.plusSeconds(2)));
        history.add(new AttemptEnded(2, BROKEN, DUE.plusSeconds(2)));
        history.add(new AttemptStarted(3));
        delivery.given(history)
                .when(new EndAttempt(3, BROKEN, DUE, 0))
                .thenEvents(
                        new AttemptEnded(3, BROKEN, null),
                        new DeliveryGivenUp(3, false, "said the buyer"));
    }

    @Test
    void giving_up_what_never_arrived_makes_that_known() {
        delivery.given(planned(UNSAFE, UNREACHABLE))
                .when(new ReachDeadline(OLD.plusMillis(1)))
                .thenEvents(
                        new DeliveryGivenUp(1, true, LaterDecider.TOO_OLD),
                        new DeliveryReconciled(
                                StepOutcome.ERROR, ITSELF, LaterDecider.TOO_OLD, NOTHING));
    }

    @Test
    void a_crash_while_sending_later_is_repeated_only_where_that_is_safe() {
        AttemptResult lost = Histories.interrupted();
        delivery.given(sentLater(SAFE, NO_ANSWER))
                .when(new Recover(DUE, 0))
                .thenEvents(new AttemptEnded(2, lost, DUE.plusSeconds(2)));
        delivery.given(sentLater(UNSAFE, UNREACHABLE))
                .when(new Recover(DUE, 0))
                .thenEvents(
                        new AttemptEnded(2, lost, null),
                        new DeliveryGivenUp(2, false, DeliveryDecider.INTERRUPTED));
    }

    @Test
    void a_pause_that_the_buyer_asks_for_is_kept_and_bounded() {
        AttemptResult busy = asking(Duration.ofMinutes(10));
        AttemptResult greedy = asking(Duration.ofDays(400));
        Instant due = DUE.plus(Duration.ofMinutes(10));
        delivery.given(sentLater(SAFE, NO_ANSWER))
                .when(new EndAttempt(2, busy, DUE, 0))
                .thenEvents(new AttemptEnded(2, busy, due));
        delivery.given(sentLater(SAFE, NO_ANSWER))
                .when(new EndAttempt(2, greedy, DUE, 0))
                .thenEvents(
                        new AttemptEnded(2, greedy, null),
                        new DeliveryGivenUp(2, false, "said the buyer"));
    }

    @Test
    void somebody_may_have_it_sent_again_until_the_buyer_has_it() {
        delivery.given(failed(UNSAFE))
                .when(new Redeliver(DUE, SOMEBODY))
                .thenEvents(
                        new RedeliveryPlanned(DUE, DUE.plus(Duration.ofHours(2)), false, SOMEBODY));
        delivery.given(Histories.concluded())
                .when(new Redeliver(DUE, SOMEBODY))
                .thenRefused(Refusal.ALREADY_TAKEN);
    }

    @Test
    void what_is_about_to_be_sent_is_not_planned_twice() {
        List<DeliveryEvent> history = new ArrayList<>(failed(UNSAFE));
        history.add(new RedeliveryPlanned(DUE, OLD, false, SOMEBODY));
        delivery.given(history).when(new Redeliver(DUE.plusSeconds(1), SOMEBODY)).thenNothing();
    }

    @ParameterizedTest
    @EnumSource(
            value = Further.class,
            names = {"NEVER", "WHERE_IT_MAY_BE"})
    void nobody_may_have_sent_again_what_another_may_hold_or_nobody_waits_for(Further further) {
        delivery.given(failed(terms(true, further)))
                .when(new Redeliver(DUE, SOMEBODY))
                .thenRefused(
                        further == Further.NEVER
                                ? Refusal.NOTHING_TO_DELIVER
                                : Refusal.MAY_BE_ELSEWHERE);
    }

    @Test
    void somebody_who_knows_says_it_once() {
        Reconcile known =
                new Reconcile(
                        SOMEBODY, StepOutcome.SUCCESS, new BigDecimal("7.0000"), "their list");
        DeliveryReconciled told =
                new DeliveryReconciled(
                        StepOutcome.SUCCESS,
                        SOMEBODY,
                        "their list",
                        new AttemptResult.Read(null, new BigDecimal("7.0000"), null));
        List<DeliveryEvent> history = new ArrayList<>(planned(SAFE, NO_ANSWER));
        delivery.given(history).when(known).thenEvents(told);
        history.add(told);
        delivery.given(history).when(known).thenRefused(Refusal.ALREADY_KNOWN);
        delivery.given(history).when(new StartAttempt(DUE)).thenRefused(Refusal.ALREADY_SETTLED);
        delivery.given(sentLater(SAFE, NO_ANSWER)).when(known).thenRefused(Refusal.ALREADY_SENDING);
        delivery.given(sent(SAFE)).when(known).thenRefused(Refusal.NOT_SETTLED);
    }
}
