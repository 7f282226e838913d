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
     *     buyer may hold the lead; or where further attempts follow
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

    /**
     * The step has its outcome, and attempts follow all the same.
     *
     * @param until when the last of them may start
     * @param doubtful an attempt may have reached the buyer
     * @param by who wants it, as {@code user:<id>} or {@code service:delivery}
     */
    record RedeliveryPlanned(Instant dueAt, Instant until, boolean doubtful, String by)
            implements DeliveryEvent {}

    /**
     * No further attempt follows, and the buyer did not take it, as far as is known.
     *
     * @param certain false where the buyer may hold the lead
     */
    record DeliveryGivenUp(int attempts, boolean certain, @Nullable String reason)
            implements DeliveryEvent {

        /** Masked: the reason may hold what the buyer wrote. */
        @Override
        public String toString() {
            return "DeliveryGivenUp[attempts=%d, certain=%s]".formatted(attempts, certain);
        }
    }

    /**
     * It is known now whether the buyer has the lead.
     *
     * @param outcome success: it has; any other: it has not
     * @param by who found out, as {@code user:<id>} or {@code service:delivery}
     */
    record DeliveryReconciled(
            StepOutcome outcome, String by, @Nullable String reason, AttemptResult.Read read)
            implements DeliveryEvent {

        /** Masked: the reason may hold what the buyer wrote. */
        @Override
        public String toString() {
            return "DeliveryReconciled[%s, by %s]".formatted(outcome, by);
        }
    }
}
