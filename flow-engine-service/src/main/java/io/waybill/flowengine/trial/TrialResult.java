package io.waybill.flowengine.trial;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.trace.TraceStep;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a trial came to. Holds values of the lead.
 *
 * @param price what the source would be paid
 * @param revenue what the buyers would pay
 * @param deliveries in the order in which they would be made
 */
public record TrialResult(
        LeadOutcome outcome,
        Optional<String> reason,
        BigDecimal price,
        BigDecimal revenue,
        List<Delivered> deliveries,
        List<TraceStep> trace) {

    /** A delivery that would be made, and what the given reply makes of it. */
    public record Delivered(String stepId, String name, LeadOutcome outcome, BigDecimal revenue) {}

    @Override
    public String toString() {
        return "TrialResult[" + outcome + "]";
    }
}
