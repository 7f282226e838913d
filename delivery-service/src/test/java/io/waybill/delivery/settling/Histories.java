package io.waybill.delivery.settling;

import io.waybill.delivery.settling.DeliveryCommand.EndAttempt;
import io.waybill.delivery.settling.DeliveryEvent.AttemptEnded;
import io.waybill.delivery.settling.DeliveryEvent.AttemptStarted;
import io.waybill.delivery.settling.DeliveryEvent.DeliveryAccepted;
import io.waybill.delivery.settling.DeliveryEvent.DeliverySettled;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the deliveries of these tests. */
final class Histories {

    static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant DEADLINE = T0.plusSeconds(30);
    static final Instant RETRY = T0.plusSeconds(1);
    static final Terms ONCE = Terms.within(DEADLINE, false, RetryPolicy.standard());
    static final Terms REPEAT_SAFE = Terms.within(DEADLINE, true, RetryPolicy.standard());

    static final AttemptResult.Read READ =
            new AttemptResult.Read("ref-1", new BigDecimal("12.5000"), "{\"id\":7}");

    static final AttemptResult TAKEN = result(AttemptOutcome.SUCCESS, 200);
    static final AttemptResult REFUSED = result(AttemptOutcome.FAILURE, 422);
    static final AttemptResult BROKEN = result(AttemptOutcome.ERROR, 503);
    static final AttemptResult UNREACHABLE = result(AttemptOutcome.ERROR, null);
    static final AttemptResult NO_ANSWER = result(AttemptOutcome.UNANSWERED, null);

    private Histories() {}

    static List<DeliveryEvent> accepted(Terms terms) {
        return List.of(new DeliveryAccepted(terms));
    }

    static List<DeliveryEvent> sending(Terms terms) {
        return List.of(new DeliveryAccepted(terms), new AttemptStarted(1));
    }

    static List<DeliveryEvent> retrying(Terms terms, AttemptResult first) {
        return List.of(
                new DeliveryAccepted(terms),
                new AttemptStarted(1),
                new AttemptEnded(1, first, RETRY));
    }

    static List<DeliveryEvent> secondAttempt(Terms terms, AttemptResult first) {
        return List.of(
                new DeliveryAccepted(terms),
                new AttemptStarted(1),
                new AttemptEnded(1, first, RETRY),
                new AttemptStarted(2));
    }

    static List<DeliveryEvent> concluded() {
        return List.of(
                new DeliveryAccepted(ONCE),
                new AttemptStarted(1),
                new AttemptEnded(1, TAKEN, null),
                settled(StepOutcome.SUCCESS, true, 1));
    }

    static EndAttempt end(int attempt, AttemptResult result) {
        return new EndAttempt(attempt, result, T0, 0);
    }

    static DeliverySettled settled(StepOutcome outcome, boolean certain, int attempts) {
        return new DeliverySettled(outcome, certain, attempts, "said the buyer", READ);
    }

    static AttemptResult result(AttemptOutcome outcome, @Nullable Integer status) {
        return new AttemptResult(
                outcome,
                status,
                Duration.ofMillis(20),
                "said the buyer",
                READ,
                AttemptResult.Exchange.NONE);
    }

    static AttemptResult interrupted() {
        return AttemptResult.withoutReply(
                AttemptOutcome.UNANSWERED, Duration.ZERO, DeliveryDecider.INTERRUPTED);
    }
}
