package io.waybill.delivery.settling;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of a delivery. */
public sealed interface DeliveryCommand {

    record Accept(Terms terms) implements DeliveryCommand {}

    record StartAttempt(Instant now) implements DeliveryCommand {}

    /**
     * @param jitter from 0 to 1, drawn by the edge: spreads the retries of many deliveries
     */
    record EndAttempt(int attempt, AttemptResult result, Instant now, double jitter)
            implements DeliveryCommand {}

    /**
     * No attempt is made, or none any more.
     *
     * @param certain false where the receiver may have the lead by another delivery
     */
    record GiveUp(String reason, boolean certain) implements DeliveryCommand {

        /** The request cannot be built. */
        public GiveUp(String reason) {
            this(reason, true);
        }
    }

    /** There is no time left for an attempt. */
    record ReachDeadline(Instant now) implements DeliveryCommand {}

    /**
     * It cannot be sent before a time at which nobody waits for it any more.
     *
     * @param why a sentence for the seller
     */
    record Postpone(Instant now, Instant to, String why) implements DeliveryCommand {}

    /** The process that was responsible is gone; another one takes over. */
    record Recover(Instant now, double jitter) implements DeliveryCommand {}

    /**
     * Somebody wants it sent again.
     *
     * @param by who, as {@code user:<id>}
     */
    record Redeliver(Instant now, String by) implements DeliveryCommand {}

    /**
     * Somebody knows whether the buyer has the lead.
     *
     * @param by who, as {@code user:<id>}
     * @param outcome success: the buyer has it; any other: it has not
     */
    record Reconcile(
            String by, StepOutcome outcome, @Nullable BigDecimal price, @Nullable String reason)
            implements DeliveryCommand {

        /** Masked: the reason may name a person. */
        @Override
        public String toString() {
            return "Reconcile[%s, %s]".formatted(by, outcome);
        }
    }
}
