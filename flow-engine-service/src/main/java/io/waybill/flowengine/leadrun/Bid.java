package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadAccepted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.language.WorkLimit;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a source that asks is told: what it would get for such a lead now. No lead is made, and what
 * the lane counts stays as it is.
 *
 * @param outcome success or failure
 */
public record Bid(LeadOutcome outcome, Optional<String> reason, BigDecimal price) {

    static final String NONE = "no bid";
    static final String NOT_ENABLED = "Ping is not enabled";

    /**
     * Puts the lead through everything that comes before the steps.
     *
     * @throws RuntimeException when a rule or template of the flow cannot be worked with this lead
     */
    public static Bid on(Lead lead, RunnableFlow flow, Readings readings) {
        return flow.definition().pingEnabled()
                ? WorkLimit.within(() -> offer(lead, flow, readings))
                : none(NOT_ENABLED);
    }

    /** None, and why. */
    public static Bid none(String reason) {
        return new Bid(LeadOutcome.FAILURE, Optional.of(reason), Tale.NOTHING);
    }

    private static Bid offer(Lead lead, RunnableFlow flow, Readings readings) {
        Tale untold = new Tale(new LeadRun.Absent());
        untold.add(new LeadReceived(lead, Optional.empty(), SourceMapping.apply(lead, flow)));
        Admission.of(new Passage(untold, flow, readings));
        for (LeadRunEvent event : untold.events) {
            if (event instanceof LeadRefused refused) {
                return none(refused.reason());
            }
            if (event instanceof LeadAccepted accepted && accepted.price().signum() > 0) {
                return new Bid(LeadOutcome.SUCCESS, Optional.empty(), accepted.price());
            }
        }
        return none(NONE);
    }

    /** Without the reason, which may repeat what somebody sent. */
    @Override
    public String toString() {
        return "Bid[" + outcome + ", " + price + "]";
    }
}
