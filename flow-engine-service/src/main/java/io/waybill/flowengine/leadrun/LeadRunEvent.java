package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happened to a lead. Reasons are free text and never show in {@code toString}. */
public sealed interface LeadRunEvent {

    record LeadReceived(Lead lead, Optional<String> idempotencyKeyHash) implements LeadRunEvent {}

    record LeadAccepted() implements LeadRunEvent {}

    /**
     * @param rule path of the first failing rule
     */
    record LeadRefused(String rule, String reason) implements LeadRunEvent {
        @Override
        public String toString() {
            return "LeadRefused[" + rule + "]";
        }
    }

    record FilterPassed(String stepId) implements LeadRunEvent {}

    /**
     * @param rule path of the first matching rule
     */
    record FilterStopped(String stepId, String rule, LeadOutcome outcome, Optional<String> reason)
            implements LeadRunEvent {
        @Override
        public String toString() {
            return "FilterStopped[" + stepId + ", " + rule + ", " + outcome + "]";
        }
    }

    record StepSkipped(String stepId, Skip skip, Optional<String> reason) implements LeadRunEvent {

        /** The form in which rules and templates of later steps read it. */
        Map<String, Object> result() {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("outcome", "skip");
            reason.ifPresent(text -> result.put("reason", text));
            return result;
        }

        @Override
        public String toString() {
            return "StepSkipped[" + stepId + ", " + skip + "]";
        }
    }

    record DeliveryRequested(
            String stepId, UUID eventId, Duration settleWithin, BigDecimal salePrice)
            implements LeadRunEvent {}

    /**
     * @param revenue the sale price on success, else 0
     */
    record StepSettled(String stepId, UUID eventId, Settlement settlement, BigDecimal revenue)
            implements LeadRunEvent {}

    /**
     * @param decidedBy the step that decided it, or {@link #BY_ACCEPTANCE}; empty when all steps
     *     were done
     * @param price what the seller pays the source
     * @param revenue sum of the settled steps
     */
    record LeadCompleted(
            LeadOutcome outcome,
            Optional<String> decidedBy,
            Optional<String> reason,
            BigDecimal price,
            BigDecimal revenue)
            implements LeadRunEvent {

        public static final String BY_ACCEPTANCE = "acceptance";

        @Override
        public String toString() {
            return "LeadCompleted[" + outcome + ", " + price + ", " + revenue + "]";
        }
    }

    /** All deliveries are concluded; the engine forgets the run. */
    record LeadClosed() implements LeadRunEvent {}

    /** Why a step was not run. */
    enum Skip {
        DISABLED,
        CRITERIA
    }
}
