package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CounterEvent;
import io.waybill.flowengine.counter.CounterEvent.Handed;
import io.waybill.flowengine.counter.CounterEvent.Tallied;
import io.waybill.flowengine.counter.Shares;
import io.waybill.flowengine.definition.LeadOutcome;
import java.time.Instant;
import java.util.List;

/** What the events of a lead change in the counters of its lane. */
public final class LaneCounts {

    private LaneCounts() {}

    /**
     * Nothing for a test lead, which is outside of all that is counted; a lead that ends in success
     * again is counted once.
     *
     * @param at when the event occurred
     */
    public static List<CounterEvent> of(Lead lead, LeadRunEvent event, Instant at) {
        if (lead.test()) {
            return List.of();
        }
        return switch (event) {
            case LeadRunEvent.Counted counted -> List.of(counted.event());
            case LeadRunEvent.StepSettled settled
                    when settled.settlement().outcome() == LeadOutcome.SUCCESS ->
                    List.of(Tallied.ofStep(lead.flowId(), settled.stepId(), at, settled.revenue()));
            case LeadRunEvent.LeadCompleted completed
                    when completed.outcome() == LeadOutcome.SUCCESS && !lead.earlier().sold() ->
                    Tallied.ofLead(
                            lead.flowId(), lead.sourceId(), lead.receivedAt(), completed.price());
            case LeadRunEvent.RecipientChosen chosen when !chosen.parts().isEmpty() ->
                    List.of(
                            new Handed(
                                    lead.flowId(),
                                    chosen.stepId(),
                                    Shares.after(
                                            chosen.shares(),
                                            chosen.parts(),
                                            chosen.recipientId())));
            default -> List.of();
        };
    }
}
