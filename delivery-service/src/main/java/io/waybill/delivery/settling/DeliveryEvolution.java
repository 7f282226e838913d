package io.waybill.delivery.settling;

import io.waybill.delivery.settling.Delivery.Accepted;
import io.waybill.delivery.settling.Delivery.Later;
import io.waybill.delivery.settling.Delivery.Retrying;
import io.waybill.delivery.settling.Delivery.Round;
import io.waybill.delivery.settling.Delivery.Sending;
import io.waybill.delivery.settling.Delivery.SendingLater;
import io.waybill.delivery.settling.Delivery.Settled;
import io.waybill.delivery.settling.Delivery.Unrequested;
import io.waybill.delivery.settling.DeliveryEvent.AttemptEnded;
import io.waybill.delivery.settling.DeliveryEvent.AttemptStarted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryAccepted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryGivenUp;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryReconciled;
import io.waybill.delivery.settling.DeliveryEvent.DeliverySettled;
import io.waybill.delivery.settling.DeliveryEvent.RedeliveryPlanned;
import java.time.Instant;

/** What an event makes of a delivery. Total: one that does not fit leaves it as it is. */
final class DeliveryEvolution {

    private DeliveryEvolution() {}

    static Delivery evolve(Delivery delivery, DeliveryEvent event) {
        return switch (event) {
            case DeliveryAccepted accepted -> new Accepted(accepted.terms());
            case AttemptStarted started -> started(delivery, started);
            case AttemptEnded ended -> ended(delivery, ended);
            case DeliverySettled settled -> settled(delivery, settled);
            case RedeliveryPlanned planned -> planned(delivery, planned);
            case DeliveryGivenUp givenUp -> givenUp(delivery, givenUp);
            case DeliveryReconciled reconciled -> reconciled(delivery, reconciled);
        };
    }

    private static Delivery started(Delivery delivery, AttemptStarted started) {
        return switch (delivery) {
            case Accepted(Terms terms) -> new Sending(terms, started.attempt(), false);
            case Retrying(Terms terms, _, boolean doubtful, _) ->
                    new Sending(terms, started.attempt(), doubtful);
            case Later(Terms terms, Round round, _, _) ->
                    new SendingLater(terms, round, started.attempt());
            case Unrequested _, Sending _, Settled _, SendingLater _ -> delivery;
        };
    }

    private static Delivery ended(Delivery delivery, AttemptEnded ended) {
        Instant retryAt = ended.retryAt();
        AttemptOutcome outcome = ended.result().outcome();
        if (delivery instanceof Sending sending && retryAt != null) {
            boolean doubtful = sending.doubtful() || outcome == AttemptOutcome.UNANSWERED;
            return new Retrying(sending.terms(), sending.attempt(), doubtful, retryAt);
        }
        if (delivery instanceof SendingLater sending && retryAt != null) {
            Round round = sending.round().after(outcome);
            return new Later(sending.terms(), round, sending.attempt(), retryAt);
        }
        return delivery;
    }

    private static Delivery settled(Delivery delivery, DeliverySettled settled) {
        return switch (delivery) {
            case Accepted(Terms terms) -> settled(terms, settled);
            case Sending(Terms terms, _, _) -> settled(terms, settled);
            case Retrying(Terms terms, _, _, _) -> settled(terms, settled);
            case Unrequested _, Settled _, Later _, SendingLater _ -> delivery;
        };
    }

    private static Settled settled(Terms terms, DeliverySettled settled) {
        return new Settled(terms, settled.outcome(), settled.certain(), settled.attempts());
    }

    private static Delivery planned(Delivery delivery, RedeliveryPlanned planned) {
        return switch (delivery) {
            case Settled(Terms terms, StepOutcome outcome, boolean certain, int attempts) -> {
                // What the settling itself goes on with counts its attempts; a wish begins anew.
                int before = planned.by().equals(DeliveryDecider.ITSELF) ? 0 : attempts;
                Round round =
                        new Round(outcome, certain, planned.doubtful(), before, planned.until());
                yield new Later(terms, round, attempts, planned.dueAt());
            }
            case Later(Terms terms, Round round, int attempts, _) -> {
                Round next =
                        new Round(
                                round.outcome(),
                                round.certain(),
                                planned.doubtful(),
                                attempts,
                                planned.until());
                yield new Later(terms, next, attempts, planned.dueAt());
            }
            case Unrequested _, Accepted _, Sending _, Retrying _, SendingLater _ -> delivery;
        };
    }

    private static Delivery givenUp(Delivery delivery, DeliveryGivenUp givenUp) {
        return switch (delivery) {
            case Later(Terms terms, Round round, _, _) ->
                    new Settled(terms, round.outcome(), givenUp.certain(), givenUp.attempts());
            case SendingLater(Terms terms, Round round, _) ->
                    new Settled(terms, round.outcome(), givenUp.certain(), givenUp.attempts());
            case Unrequested _, Accepted _, Sending _, Retrying _, Settled _ -> delivery;
        };
    }

    private static Delivery reconciled(Delivery delivery, DeliveryReconciled reconciled) {
        return switch (delivery) {
            case Settled(Terms terms, _, _, int attempts) ->
                    new Settled(terms, reconciled.outcome(), true, attempts);
            case Later(Terms terms, _, int attempts, _) ->
                    new Settled(terms, reconciled.outcome(), true, attempts);
            case SendingLater(Terms terms, _, int attempt) ->
                    new Settled(terms, reconciled.outcome(), true, attempt);
            case Unrequested _, Accepted _, Sending _, Retrying _ -> delivery;
        };
    }
}
