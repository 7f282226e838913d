package io.waybill.delivery.settling;

import io.waybill.delivery.settling.Delivery.Accepted;
import io.waybill.delivery.settling.Delivery.Later;
import io.waybill.delivery.settling.Delivery.Retrying;
import io.waybill.delivery.settling.Delivery.Sending;
import io.waybill.delivery.settling.Delivery.SendingLater;
import io.waybill.delivery.settling.Delivery.Settled;
import io.waybill.delivery.settling.Delivery.Unrequested;
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
import io.waybill.delivery.settling.DeliveryEvent.DeliveryAccepted;
import io.waybill.delivery.settling.DeliveryEvent.DeliverySettled;
import io.waybill.delivery.settling.DeliveryEvent.RedeliveryPlanned;
import io.waybill.eventsourcing.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a command does to a delivery until its step has its outcome; what follows then is
 * decided by {@link LaterDecider}.
 */
public final class DeliveryDecider {

    public static final String NO_TIME = "The time to settle was over before it could be sent";
    static final String INTERRUPTED = "Sending was interrupted and no answer was recorded";
    static final String ITSELF = "service:delivery";

    private static final Decision<DeliveryEvent, Refusal> NOTHING = Decision.accepted(List.of());

    public Decision<DeliveryEvent, Refusal> decide(Delivery delivery, DeliveryCommand command) {
        return switch (delivery) {
            case Unrequested _ -> decideUnrequested(command);
            case Accepted accepted -> decideAccepted(accepted, command);
            case Sending sending -> decideSending(sending, command);
            case Retrying retrying -> decideRetrying(retrying, command);
            case Settled settled -> LaterDecider.decideSettled(settled, command);
            case Later later -> LaterDecider.decideLater(later, command);
            case SendingLater sending -> LaterDecider.decideSending(sending, command);
        };
    }

    /** Whether there is time left for an attempt. */
    public boolean mayStart(Terms terms, Instant now) {
        return RetryPolicy.leavesTime(now, terms.settleBy());
    }

    /** Total: an event that does not fit the state leaves it as it is. */
    public static Delivery evolve(Delivery delivery, DeliveryEvent event) {
        return DeliveryEvolution.evolve(delivery, event);
    }

    private static Decision<DeliveryEvent, Refusal> decideUnrequested(DeliveryCommand command) {
        return command instanceof Accept(Terms terms)
                ? Decision.accepted(new DeliveryAccepted(terms))
                : Decision.refused(Refusal.NEVER_REQUESTED);
    }

    private Decision<DeliveryEvent, Refusal> decideAccepted(
            Accepted delivery, DeliveryCommand command) {
        Terms terms = delivery.terms();
        return switch (command) {
            case Accept _ -> Decision.refused(Refusal.ALREADY_ACCEPTED);
            case StartAttempt(Instant now) -> start(terms, 1, now);
            case EndAttempt _ -> Decision.refused(Refusal.NOTHING_IN_FLIGHT);
            case GiveUp(String reason, boolean certain) ->
                    Decision.accepted(failed(0, !certain, reason));
            case ReachDeadline(Instant now) ->
                    mayStart(terms, now)
                            ? Decision.refused(Refusal.TIME_LEFT)
                            : outOfTime(terms, 0, false, now);
            case Postpone postpone -> postpone(terms, 0, false, postpone);
            case Recover(Instant now, _) ->
                    mayStart(terms, now) ? NOTHING : outOfTime(terms, 0, false, now);
            case Redeliver _, Reconcile _ -> Decision.refused(Refusal.NOT_SETTLED);
        };
    }

    private Decision<DeliveryEvent, Refusal> decideSending(
            Sending delivery, DeliveryCommand command) {
        return switch (command) {
            case Accept _ -> Decision.refused(Refusal.ALREADY_ACCEPTED);
            case StartAttempt _ -> Decision.refused(Refusal.ALREADY_SENDING);
            case EndAttempt end ->
                    end.attempt() == delivery.attempt()
                            ? end(delivery, end)
                            : Decision.refused(Refusal.ANOTHER_ATTEMPT_IN_FLIGHT);
            case GiveUp _ -> Decision.refused(Refusal.ALREADY_SENDING);
            // The attempt's own time ends at the deadline, and its end settles the delivery.
            case ReachDeadline _, Postpone _ -> Decision.refused(Refusal.ALREADY_SENDING);
            case Recover(Instant now, double jitter) ->
                    end(delivery, new EndAttempt(delivery.attempt(), interrupted(), now, jitter));
            case Redeliver _, Reconcile _ -> Decision.refused(Refusal.NOT_SETTLED);
        };
    }

    private Decision<DeliveryEvent, Refusal> decideRetrying(
            Retrying delivery, DeliveryCommand command) {
        Terms terms = delivery.terms();
        int made = delivery.attempts();
        boolean doubtful = delivery.doubtful();
        return switch (command) {
            case Accept _ -> Decision.refused(Refusal.ALREADY_ACCEPTED);
            case StartAttempt(Instant now) ->
                    now.isBefore(delivery.dueAt())
                            ? Decision.refused(Refusal.NOT_DUE_YET)
                            : start(terms, made + 1, now);
            case EndAttempt _ -> Decision.refused(Refusal.NOTHING_IN_FLIGHT);
            case GiveUp(String reason, boolean certain) ->
                    Decision.accepted(failed(made, doubtful || !certain, reason));
            case ReachDeadline(Instant now) ->
                    mayStart(terms, now)
                            ? Decision.refused(Refusal.TIME_LEFT)
                            : outOfTime(terms, made, doubtful, now);
            case Postpone postpone -> postpone(terms, made, doubtful, postpone);
            case Recover(Instant now, _) ->
                    mayStart(terms, now) ? NOTHING : outOfTime(terms, made, doubtful, now);
            case Redeliver _, Reconcile _ -> Decision.refused(Refusal.NOT_SETTLED);
        };
    }

    private Decision<DeliveryEvent, Refusal> start(Terms terms, int attempt, Instant now) {
        return mayStart(terms, now)
                ? Decision.accepted(new AttemptStarted(attempt))
                : Decision.refused(Refusal.NO_TIME_LEFT);
    }

    /** It could not be sent in time: that may go on, where it was not the last attempt. */
    private static Decision<DeliveryEvent, Refusal> outOfTime(
            Terms terms, int made, boolean doubtful, Instant now) {
        RetryPolicy policy = terms.policy();
        Instant due = now.plus(policy.pause(Math.max(1, made)));
        boolean goesOn =
                policy.outlivesSettling()
                        && made < policy.attempts()
                        && terms.allowsMore(doubtful)
                        && RetryPolicy.leavesTime(due, terms.until());
        return goesOn
                ? goingOn(
                        made, NO_TIME, new RedeliveryPlanned(due, terms.until(), doubtful, ITSELF))
                : Decision.accepted(failed(made, doubtful, NO_TIME));
    }

    private Decision<DeliveryEvent, Refusal> postpone(
            Terms terms, int made, boolean doubtful, Postpone postpone) {
        Instant due = postpone.to();
        if (mayStart(terms, due)) {
            return Decision.refused(Refusal.TIME_LEFT);
        }
        if (!terms.allowsMore(doubtful)) {
            return Decision.accepted(failed(made, doubtful, postpone.why()));
        }
        Instant until = due.plus(Later.HELD);
        return goingOn(
                made,
                postpone.why(),
                new RedeliveryPlanned(
                        due,
                        until.isAfter(terms.until()) ? until : terms.until(),
                        doubtful,
                        ITSELF));
    }

    private static Decision<DeliveryEvent, Refusal> goingOn(
            int made, String why, RedeliveryPlanned planned) {
        return Decision.accepted(failed(made, true, why), planned);
    }

    private Decision<DeliveryEvent, Refusal> end(Sending delivery, EndAttempt end) {
        Terms terms = delivery.terms();
        AttemptResult result = end.result();
        boolean doubtful = delivery.doubtful() || result.outcome() == AttemptOutcome.UNANSWERED;
        if (!repeatable(terms, result)) {
            return Decision.accepted(
                    new AttemptEnded(end.attempt(), result, null), settle(delivery, result));
        }
        Optional<Instant> soon = next(terms, end, terms.settleBy());
        if (soon.isPresent()) {
            return Decision.accepted(new AttemptEnded(end.attempt(), result, soon.get()));
        }
        Optional<Instant> later =
                terms.policy().outlivesSettling() && terms.allowsMore(doubtful)
                        ? next(terms, end, terms.until())
                        : Optional.empty();
        return later.map(due ->
                        Decision.<DeliveryEvent, Refusal>accepted(
                                new AttemptEnded(end.attempt(), result, due),
                                new DeliverySettled(
                                        StepOutcome.ERROR,
                                        false,
                                        end.attempt(),
                                        result.reason(),
                                        AttemptResult.Read.NOTHING),
                                new RedeliveryPlanned(due, terms.until(), doubtful, ITSELF)))
                .orElseGet(() ->
                        Decision.accepted(
                                new AttemptEnded(end.attempt(), result, null),
                                settle(delivery, result)));
    }

    private static Optional<Instant> next(Terms terms, EndAttempt end, Instant limit) {
        return terms.policy()
                .next(
                        end.attempt(),
                        end.now(),
                        limit,
                        end.jitter(),
                        end.result().read().retryAfter());
    }

    // Who answers 500 may have stored the lead all the same; who answers 4xx has not.
    static boolean repeatable(Terms terms, AttemptResult result) {
        return terms.policy().on().contains(result.outcome())
                && switch (result.outcome()) {
                    case SUCCESS -> false;
                    case FAILURE -> true;
                    case ERROR -> terms.repeatSafe() || !result.reached();
                    case UNANSWERED -> terms.repeatSafe();
                };
    }

    // A destination that recognises the key answers for every attempt: success and failure are
    // certain, whatever went unanswered before.
    private static DeliverySettled settle(Sending delivery, AttemptResult result) {
        StepOutcome outcome =
                switch (result.outcome()) {
                    case SUCCESS -> StepOutcome.SUCCESS;
                    case FAILURE -> StepOutcome.FAILURE;
                    case ERROR, UNANSWERED -> StepOutcome.ERROR;
                };
        boolean certain =
                outcome != StepOutcome.ERROR
                        || (result.outcome() == AttemptOutcome.ERROR && !delivery.doubtful());
        return new DeliverySettled(
                outcome, certain, delivery.attempt(), result.reason(), result.read());
    }

    private static DeliverySettled failed(int attempts, boolean doubtful, String reason) {
        return new DeliverySettled(
                StepOutcome.ERROR, !doubtful, attempts, reason, AttemptResult.Read.NOTHING);
    }

    static AttemptResult interrupted() {
        return AttemptResult.withoutReply(AttemptOutcome.UNANSWERED, Duration.ZERO, INTERRUPTED);
    }
}
