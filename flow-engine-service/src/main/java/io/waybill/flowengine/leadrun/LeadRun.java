package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A lead on its way through a flow.
 *
 * <pre>
 * Absent ──LeadReceived──► Running ◄──StepSettled── Waiting
 *                          │  ▲ │ └──DeliveryRequested─►▲
 *                          │  └─┘ LeadAccepted, LeadRefused, FilterPassed,
 *                          │      FilterStopped, StepSkipped
 *                          └──LeadCompleted──► Completed ──LeadClosed──► Closed
 * </pre>
 *
 * A run rests only in Absent, Waiting and Closed; the others are passed within one decision.
 */
public sealed interface LeadRun {

    record Absent() implements LeadRun {}

    /** The next step is to be run. */
    record Running(Progress progress) implements LeadRun {}

    /** A delivery was asked for and has not settled. */
    record Waiting(Progress progress, String stepId, UUID eventId, BigDecimal salePrice)
            implements LeadRun {}

    record Completed(UUID leadId, LeadOutcome outcome) implements LeadRun {}

    record Closed(UUID leadId) implements LeadRun {}

    /**
     * How far a lead has come.
     *
     * @param position number of steps that are done
     * @param results what each step that has a result came to, by step id
     * @param revenue sum of the settled steps
     */
    record Progress(
            Lead lead, int position, Map<String, Map<String, Object>> results, BigDecimal revenue) {

        static Progress start(Lead lead) {
            return new Progress(lead, 0, Map.of(), BigDecimal.ZERO.setScale(4));
        }

        Progress stepDone() {
            return new Progress(lead, position + 1, results, revenue);
        }

        Progress stepDone(String stepId, Map<String, Object> result, BigDecimal earned) {
            Map<String, Map<String, Object>> all = new LinkedHashMap<>(results);
            all.put(stepId, result);
            return new Progress(lead, position + 1, all, revenue.add(earned));
        }

        @Override
        public String toString() {
            return "Progress[" + lead + ", " + position + " steps done]";
        }
    }

    /** Total: an event that does not fit the state leaves it as it is. */
    static LeadRun evolve(LeadRun run, LeadRunEvent event) {
        return switch (run) {
            case Absent _ ->
                    event instanceof LeadRunEvent.LeadReceived received
                            ? new Running(Progress.start(received.lead()))
                            : run;
            case Running running -> evolve(running, event);
            case Waiting waiting ->
                    event instanceof LeadRunEvent.StepSettled settled
                            ? new Running(
                                    waiting.progress()
                                            .stepDone(
                                                    settled.stepId(),
                                                    settled.settlement().result(),
                                                    settled.revenue()))
                            : run;
            case Completed(UUID leadId, _) ->
                    event instanceof LeadRunEvent.LeadClosed ? new Closed(leadId) : run;
            case Closed _ -> run;
        };
    }

    private static LeadRun evolve(Running run, LeadRunEvent event) {
        Progress progress = run.progress();
        return switch (event) {
            case LeadRunEvent.FilterPassed _ -> new Running(progress.stepDone());
            case LeadRunEvent.StepSkipped skipped ->
                    new Running(
                            progress.stepDone(skipped.stepId(), skipped.result(), BigDecimal.ZERO));
            case LeadRunEvent.DeliveryRequested asked ->
                    new Waiting(progress, asked.stepId(), asked.eventId(), asked.salePrice());
            case LeadRunEvent.LeadCompleted completed ->
                    new Completed(progress.lead().id(), completed.outcome());
            case LeadRunEvent.LeadReceived _,
                    LeadRunEvent.LeadAccepted _,
                    LeadRunEvent.LeadRefused _,
                    LeadRunEvent.FilterStopped _,
                    LeadRunEvent.StepSettled _,
                    LeadRunEvent.LeadClosed _ ->
                    run;
        };
    }
}
