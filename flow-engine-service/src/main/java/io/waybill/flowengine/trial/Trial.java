package io.waybill.flowengine.trial;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunRefusal;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.flowengine.trace.DefinitionParts;
import io.waybill.flowengine.trace.RunTrace;
import io.waybill.flowengine.trace.RunTrace.Decided;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a lead through a flow as a lane would, on a lane that knows what is said of it: whatever is
 * asked of delivery is answered at once by the given replies.
 */
public final class Trial {

    /** A flow can ask for more; a trial that does is told so. */
    private static final int MOST_ANSWERS = 1_000;

    private static final String TOO_MANY =
            "The trial was ended: it asked for more than " + MOST_ANSWERS + " answers";

    private final LeadRunDecider decider;
    private final RunnableFlow flow;
    private final DefinitionParts parts;
    private final RunTrace trace;

    /**
     * @param definition the version in JSON, of which the flow was made
     */
    public Trial(LeadRunDecider decider, RunnableFlow flow, Map<String, Object> definition) {
        this.decider = decider;
        this.flow = flow;
        this.parts = new DefinitionParts(definition);
        this.trace = new RunTrace(flow, definition);
    }

    /**
     * @param replies by step id, key or name; a step without one answers with success
     * @param lane what the lane knows beside the lead
     */
    public TrialResult run(Lead lead, Map<String, Reply> replies, LaneSaid lane) {
        Readings readings = new TrialReadings(lead.receivedAt(), lane.byStep(parts::stepId));
        Map<String, Reply> byStep = byStep(replies);
        List<Decided> decisions = new ArrayList<>();
        LeadRunCommand command = new LeadRunCommand.SubmitLead(lead, Optional.empty());
        LeadRun run = new LeadRun.Absent();
        for (int answers = 0; answers < MOST_ANSWERS; answers++) {
            Decided decided = new Decided(run, lead.receivedAt(), decide(run, command, readings));
            decisions.add(decided);
            run = decided.after();
            if (!(run instanceof LeadRun.Waiting waiting)) {
                break;
            }
            command = new LeadRunCommand.SettleStep(waiting.eventId(), reply(waiting, byStep));
        }
        return result(decisions);
    }

    /** A decision that throws ends the lead with an error, as in a lane. */
    private List<LeadRunEvent> decide(LeadRun run, LeadRunCommand command, Readings readings) {
        Decision<LeadRunEvent, LeadRunRefusal> decision;
        try {
            decision = decider.decide(run, command, flow, readings);
        } catch (RuntimeException | StackOverflowError cannotDecide) {
            decision = decider.fail(run, command, Optional.of(flow));
        }
        return decision instanceof Decision.Accepted(List<LeadRunEvent> events)
                ? events
                : List.of();
    }

    private static Settlement reply(LeadRun.Waiting waiting, Map<String, Reply> byStep) {
        return byStep.getOrDefault(waiting.stepId(), Reply.SUCCESS).settlement();
    }

    private Map<String, Reply> byStep(Map<String, Reply> replies) {
        Map<String, Reply> byStep = new HashMap<>();
        replies.forEach((name, reply) ->
                parts.stepId(name).ifPresent(stepId -> byStep.putIfAbsent(stepId, reply)));
        return byStep;
    }

    private TrialResult result(List<Decided> decisions) {
        List<TrialResult.Delivered> deliveries = new ArrayList<>();
        LeadRunEvent.LeadCompleted completed = null;
        for (Decided decision : decisions) {
            for (LeadRunEvent event : decision.events()) {
                if (event instanceof LeadRunEvent.StepSettled settled) {
                    deliveries.add(
                            new TrialResult.Delivered(
                                    settled.stepId(),
                                    parts.name(settled.stepId()),
                                    settled.settlement().outcome(),
                                    settled.revenue()));
                } else if (event instanceof LeadRunEvent.LeadCompleted end) {
                    completed = end;
                }
            }
        }
        if (completed == null) {
            return unended(deliveries, decisions);
        }
        return new TrialResult(
                completed.outcome(),
                completed.reason(),
                completed.price(),
                completed.revenue(),
                List.copyOf(deliveries),
                trace.of(decisions));
    }

    private TrialResult unended(List<TrialResult.Delivered> deliveries, List<Decided> decisions) {
        return new TrialResult(
                LeadOutcome.ERROR,
                Optional.of(TOO_MANY),
                BigDecimal.ZERO,
                deliveries.stream()
                        .map(TrialResult.Delivered::revenue)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                List.copyOf(deliveries),
                trace.of(decisions));
    }
}
