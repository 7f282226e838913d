package io.waybill.delivery.settling;

import io.waybill.delivery.settling.Delivery.Later;
import io.waybill.delivery.settling.Delivery.Round;
import io.waybill.delivery.settling.Delivery.SendingLater;
import io.waybill.delivery.settling.Delivery.Settled;
import io.waybill.delivery.settling.DeliveryCommand.Accept;
import io.waybill.delivery.settling.DeliveryCommand.EndAttempt;
import io.waybill.delivery.settling.DeliveryCommand.GiveUp;
import io.waybill.delivery.settling.DeliveryCommand.Postpone;
import io.waybill.delivery.settling.DeliveryCommand.ReachDeadline;
import io.waybill.delivery.settling.DeliveryCommand.Reconcile;
import io.waybill.delivery.settling.DeliveryCommand.Recover;
import io.waybill.delivery.settling.DeliveryCommand.Redeliver;
import io.waybill.delivery.settling.DeliveryCommand.StartAttempt;
import io.waybill.delivery.settling.DeliveryEvent.AttemptEnded;
import io.waybill.delivery.settling.DeliveryEvent.AttemptStarted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryGivenUp;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryReconciled;
import io.waybill.delivery.settling.DeliveryEvent.RedeliveryPlanned;
import io.waybill.eventsourcing.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows once the step has its outcome: later attempts, which tell at most once what
 * became of the lead, and what people know or want.
 */
final class LaterDecider {

    static final String TOO_OLD = "It has become too old for another attempt";

    /** How long is tried at least when somebody asks for it. */
    private static final Duration ASKED_FOR = Duration.ofHours(1);

    private static final Decision<DeliveryEvent, Refusal> NOTHING = Decision.accepted(List.of());

    private LaterDecider() {}

    static Decision<DeliveryEvent, Refusal> decideSettled(
            Settled delivery, DeliveryCommand command) {
        return switch (command) {
            case Redeliver redeliver -> redeliver(delivery, redeliver);
            case Reconcile reconcile ->
                    delivery.certain()
                            ? Decision.refused(Refusal.ALREADY_KNOWN)
                            : Decision.accepted(reconciled(reconcile));
            case Accept _,
                    StartAttempt _,
                    EndAttempt _,
                    GiveUp _,
                    ReachDeadline _,
                    Postpone _,
                    Recover _ ->
                    Decision.refused(Refusal.ALREADY_SETTLED);
        };
    }

    static Decision<DeliveryEvent, Refusal> decideLater(Later delivery, DeliveryCommand command) {
        Round round = delivery.round();
        int made = delivery.attempts();
        return switch (command) {
            case Accept _ -> Decision.refused(Refusal.ALREADY_ACCEPTED);
            case EndAttempt _ -> Decision.refused(Refusal.NOTHING_IN_FLIGHT);
            case StartAttempt(Instant now) -> start(delivery, now);
            case GiveUp(String reason, _) -> Decision.accepted(givenUp(round, made, reason));
            case ReachDeadline(Instant now) ->
                    now.isAfter(round.until())
                            ? Decision.accepted(givenUp(round, made, TOO_OLD))
                            : Decision.refused(Refusal.TIME_LEFT);
            // When it is due is not a fact of the delivery: the edge puts it back.
            case Postpone _ -> Decision.refused(Refusal.NOT_DUE_YET);
            case Recover _ -> NOTHING;
            case Redeliver(Instant now, String by) ->
                    delivery.dueAt().isAfter(now)
                            ? Decision.accepted(
                                    planned(delivery.terms(), now, round.doubtful(), by))
                            : NOTHING;
            case Reconcile reconcile ->
                    round.certain()
                            ? Decision.refused(Refusal.ALREADY_KNOWN)
                            : Decision.accepted(reconciled(reconcile));
        };
    }

    static Decision<DeliveryEvent, Refusal> decideSending(
            SendingLater delivery, DeliveryCommand command) {
        return switch (command) {
            case Accept _ -> Decision.refused(Refusal.ALREADY_ACCEPTED);
            case EndAttempt end ->
                    end.attempt() == delivery.attempt()
                            ? end(delivery, end)
                            : Decision.refused(Refusal.ANOTHER_ATTEMPT_IN_FLIGHT);
            case Recover(Instant now, double jitter) ->
                    end(
                            delivery,
                            new EndAttempt(
                                    delivery.attempt(),
                                    DeliveryDecider.interrupted(),
                                    now,
                                    jitter));
            case StartAttempt _, GiveUp _, ReachDeadline _, Postpone _, Redeliver _, Reconcile _ ->
                    Decision.refused(Refusal.ALREADY_SENDING);
        };
    }

    private static Decision<DeliveryEvent, Refusal> redeliver(
            Settled delivery, Redeliver redeliver) {
        Terms terms = delivery.terms();
        boolean doubtful = !delivery.certain();
        if (delivery.outcome() == StepOutcome.SUCCESS) {
            return Decision.refused(Refusal.ALREADY_TAKEN);
        }
        if (!terms.allowsMore(doubtful)) {
            return Decision.refused(
                    terms.further() == Terms.Further.NEVER
                            ? Refusal.NOTHING_TO_DELIVER
                            : Refusal.MAY_BE_ELSEWHERE);
        }
        return Decision.accepted(planned(terms, redeliver.now(), doubtful, redeliver.by()));
    }

    private static RedeliveryPlanned planned(
            Terms terms, Instant now, boolean doubtful, String by) {
        Duration age = terms.policy().maxAge();
        Instant until = now.plus(age.compareTo(ASKED_FOR) > 0 ? age : ASKED_FOR);
        return new RedeliveryPlanned(now, until, doubtful, by);
    }

    private static Decision<DeliveryEvent, Refusal> start(Later delivery, Instant now) {
        if (now.isBefore(delivery.dueAt())) {
            return Decision.refused(Refusal.NOT_DUE_YET);
        }
        return now.isAfter(delivery.round().until())
                ? Decision.refused(Refusal.NO_TIME_LEFT)
                : Decision.accepted(new AttemptStarted(delivery.attempts() + 1));
    }

    private static Decision<DeliveryEvent, Refusal> end(SendingLater delivery, EndAttempt end) {
        Terms terms = delivery.terms();
        AttemptResult result = end.result();
        Round round = delivery.round().after(result.outcome());
        Optional<Instant> next =
                DeliveryDecider.repeatable(terms, result)
                        ? terms.policy()
                                .next(
                                        end.attempt() - round.before(),
                                        end.now(),
                                        round.until(),
                                        end.jitter(),
                                        result.read().retryAfter())
                        : Optional.empty();
        List<DeliveryEvent> events = new ArrayList<>();
        events.add(new AttemptEnded(end.attempt(), result, next.orElse(null)));
        if (next.isEmpty()) {
            events.addAll(conclusion(terms, round, end.attempt(), result));
        }
        return Decision.accepted(events);
    }

    private static List<DeliveryEvent> conclusion(
            Terms terms, Round round, int attempt, AttemptResult result) {
        return switch (result.outcome()) {
            case SUCCESS -> List.of(reconciled(StepOutcome.SUCCESS, result));
            // One that does not know the key may refuse a lead because it holds it.
            case FAILURE ->
                    !round.certain() && (terms.repeatSafe() || !round.doubtful())
                            ? List.of(reconciled(StepOutcome.FAILURE, result))
                            : givenUp(round, attempt, result.reason());
            case ERROR, UNANSWERED -> givenUp(round, attempt, result.reason());
        };
    }

    /** With it, what was kept open only for the sake of later attempts is known. */
    private static List<DeliveryEvent> givenUp(Round round, int attempts, @Nullable String reason) {
        DeliveryGivenUp givenUp = new DeliveryGivenUp(attempts, !round.doubtful(), reason);
        return round.certain() || round.doubtful()
                ? List.of(givenUp)
                : List.of(
                        givenUp,
                        new DeliveryReconciled(
                                StepOutcome.ERROR,
                                DeliveryDecider.ITSELF,
                                reason,
                                AttemptResult.Read.NOTHING));
    }

    private static DeliveryReconciled reconciled(StepOutcome outcome, AttemptResult result) {
        return new DeliveryReconciled(
                outcome, DeliveryDecider.ITSELF, result.reason(), result.read());
    }

    private static DeliveryReconciled reconciled(Reconcile known) {
        return new DeliveryReconciled(
                known.outcome(),
                known.by(),
                known.reason(),
                new AttemptResult.Read(null, known.price(), null));
    }
}
