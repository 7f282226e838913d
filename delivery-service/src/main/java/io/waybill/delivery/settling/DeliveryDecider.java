package io.waybill.delivery.settling;

import io.waybill.delivery.settling.Delivery.Accepted;
import io.waybill.delivery.settling.Delivery.Retrying;
import io.waybill.delivery.settling.Delivery.Sending;
import io.waybill.delivery.settling.Delivery.Settled;
import io.waybill.delivery.settling.Delivery.Unrequested;
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
import io.waybill.eventsourcing.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what a command does to a delivery, and what an event makes of it. */
public final class DeliveryDecider {

    public static final String NO_TIME = "The time to settle was over before it could be sent";
    static final String INTERRUPTED = "Sending was interrupted and no answer was recorded";

    private static final Decision<DeliveryEvent, Refusal> NOTHING = Decision.accepted(List.of());

    private final RetryPolicy policy;

    public DeliveryDecider(RetryPolicy policy) {
        this.policy = policy;
    }

    public Decision<DeliveryEvent, Refusal> decide(Delivery delivery, DeliveryCommand command) {
        return switch (delivery) {
            case Unrequested _ -> decideUnrequested(command);
            case Accepted accepted -> decideAccepted(accepted, command);
            case Sending sending -> decideSending(sending, command);
            case Retrying retrying -> decideRetrying(retrying, command);
            case Settled _ -> Decision.refused(Refusal.ALREADY_SETTLED);
        };
    }

    /** Whether there is time left for an attempt. */
    public boolean mayStart(Terms terms, Instant now) {
        return policy.leavesTime(now, terms.settleBy());
    }

    /** Total: an event that does not fit the state leaves it as it is. */
    public static Delivery evolve(Delivery delivery, DeliveryEvent event) {
        return switch (event) {
            case DeliveryAccepted accepted -> new Accepted(accepted.terms());
            case AttemptStarted started ->
                    switch (delivery) {
                        case Accepted(Terms terms) -> new Sending(terms, started.attempt(), false);
                        case Retrying(Terms terms, _, boolean doubtful, _) ->
                                new Sending(terms, started.attempt(), doubtful);
                        case Unrequested _, Sending _, Settled _ -> delivery;
                    };
            case AttemptEnded ended -> evolveEnded(delivery, ended);
            case DeliverySettled settled ->
                    new Settled(settled.outcome(), settled.certain(), settled.attempts());
        };
    }

    private static Delivery evolveEnded(Delivery delivery, AttemptEnded ended) {
        Instant retryAt = ended.retryAt();
        if (delivery instanceof Sending sending && retryAt != null) {
            boolean doubtful =
                    sending.doubtful() || ended.result().outcome() == AttemptOutcome.UNANSWERED;
            return new Retrying(sending.terms(), sending.attempt(), doubtful, retryAt);
        }
        return delivery;
    }

    private static Decision<DeliveryEvent, Refusal> decideUnrequested(DeliveryCommand command) {
        return switch (command) {
            case Accept(Terms terms) -> Decision.accepted(new DeliveryAccepted(terms));
            case StartAttempt _, EndAttempt _, GiveUp _, ReachDeadline _, Recover _ ->
                    Decision.refused(Refusal.NEVER_REQUESTED);
        };
    }

    private Decision<DeliveryEvent, Refusal> decideAccepted(
            Accepted delivery, DeliveryCommand command) {
        Terms terms = delivery.terms();
        return switch (command) {
            case Accept _ -> Decision.refused(Refusal.ALREADY_ACCEPTED);
            case StartAttempt(Instant now) -> start(terms, 1, now);
            case EndAttempt _ -> Decision.refused(Refusal.NOTHING_IN_FLIGHT);
            case GiveUp(String reason) -> Decision.accepted(failed(0, false, reason));
            case ReachDeadline(Instant now) -> deadline(terms, now, failed(0, false, NO_TIME));
            case Recover(Instant now, _) ->
                    mayStart(terms, now) ? NOTHING : Decision.accepted(failed(0, false, NO_TIME));
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
            case ReachDeadline _ -> Decision.refused(Refusal.ALREADY_SENDING);
            case Recover(Instant now, double jitter) ->
                    end(delivery, new EndAttempt(delivery.attempt(), interrupted(), now, jitter));
        };
    }

    private Decision<DeliveryEvent, Refusal> decideRetrying(
            Retrying delivery, DeliveryCommand command) {
        Terms terms = delivery.terms();
        int made = delivery.attempts();
        return switch (command) {
            case Accept _ -> Decision.refused(Refusal.ALREADY_ACCEPTED);
            case StartAttempt(Instant now) ->
                    now.isBefore(delivery.dueAt())
                            ? Decision.refused(Refusal.NOT_DUE_YET)
                            : start(terms, made + 1, now);
            case EndAttempt _ -> Decision.refused(Refusal.NOTHING_IN_FLIGHT);
            case GiveUp(String reason) ->
                    Decision.accepted(failed(made, delivery.doubtful(), reason));
            case ReachDeadline(Instant now) ->
                    deadline(terms, now, failed(made, delivery.doubtful(), NO_TIME));
            case Recover(Instant now, _) ->
                    mayStart(terms, now)
                            ? NOTHING
                            : Decision.accepted(failed(made, delivery.doubtful(), NO_TIME));
        };
    }

    private Decision<DeliveryEvent, Refusal> start(Terms terms, int attempt, Instant now) {
        return mayStart(terms, now)
                ? Decision.accepted(new AttemptStarted(attempt))
                : Decision.refused(Refusal.NO_TIME_LEFT);
    }

    private Decision<DeliveryEvent, Refusal> deadline(
            Terms terms, Instant now, DeliverySettled settled) {
        return mayStart(terms, now)
                ? Decision.refused(Refusal.TIME_LEFT)
                : Decision.accepted(settled);
    }

    private Decision<DeliveryEvent, Refusal> end(Sending delivery, EndAttempt end) {
        AttemptResult result = end.result();
        Optional<Instant> retryAt =
                repeatable(delivery.terms(), result)
                        ? policy.next(
                                end.attempt(), end.now(), delivery.terms().settleBy(), end.jitter())
                        : Optional.empty();
        AttemptEnded ended = new AttemptEnded(end.attempt(), result, retryAt.orElse(null));
        return retryAt.isPresent()
                ? Decision.accepted(ended)
                : Decision.accepted(ended, settle(delivery, result));
    }

    // Who answers 500 may have stored the lead all the same.
    private static boolean repeatable(Terms terms, AttemptResult result) {
        return switch (result.outcome()) {
            case SUCCESS, FAILURE -> false;
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

    private static AttemptResult interrupted() {
        return AttemptResult.withoutReply(AttemptOutcome.UNANSWERED, Duration.ZERO, INTERRUPTED);
    }
}
