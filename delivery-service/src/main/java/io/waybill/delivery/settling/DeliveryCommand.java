package io.waybill.delivery.settling;

import java.time.Instant;

/** What can be asked of a delivery. */
public sealed interface DeliveryCommand {

    record Accept(Terms terms) implements DeliveryCommand {}

    record StartAttempt(Instant now) implements DeliveryCommand {}

    /**
     * @param jitter from 0 to 1, drawn by the edge: spreads the retries of many deliveries
     */
    record EndAttempt(int attempt, AttemptResult result, Instant now, double jitter)
            implements DeliveryCommand {}

    /** The request cannot be built, so no attempt can be made. */
    record GiveUp(String reason) implements DeliveryCommand {}

    /** There is no time left for an attempt. */
    record ReachDeadline(Instant now) implements DeliveryCommand {}

    /** The process that was responsible is gone; another one takes over. */
    record Recover(Instant now, double jitter) implements DeliveryCommand {}
}
