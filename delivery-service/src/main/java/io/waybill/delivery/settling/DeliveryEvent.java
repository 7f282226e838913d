package io.waybill.delivery.settling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a delivery. */
public sealed interface DeliveryEvent {

    record DeliveryAccepted(Terms terms) implements DeliveryEvent {}

    record AttemptStarted(int attempt) implements DeliveryEvent {}

    /**
     * @param retryAt when the next attempt is due; null where this was the last
     */
    record AttemptEnded(int attempt, AttemptResult result, @Nullable Instant retryAt)
            implements DeliveryEvent {}

    /**
     * @param certain false where an attempt went unanswered and no later answer spoke for it: the
     *     buyer may hold the lead
     */
    record DeliverySettled(
            StepOutcome outcome,
            boolean certain,
            int attempts,
            @Nullable String reason,
            AttemptResult.Read read)
            implements DeliveryEvent {

        /** Masked: the reason may hold what the buyer wrote. */
        @Override
        public String toString() {
            return "DeliverySettled[%s, certain=%s, attempts=%d]"
                    .formatted(outcome, certain, attempts);
        }
    }
}
