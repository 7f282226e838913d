package io.waybill.flowengine.leadrun;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A lead that goes through a flow step by step, and what happened to it so far. */
final class Play {

    private static final LeadRunDecider DECIDER =
            new LeadRunDecider((lead, step, run) ->
                    UUID.nameUUIDFromBytes((lead + step).getBytes(StandardCharsets.UTF_8)));

    private final RunnableFlow flow;
    private final Readings readings;
    private final List<LeadRunEvent> events = new ArrayList<>();
    private LeadRun run = new LeadRun.Absent();

    private Play(RunnableFlow flow, Readings readings) {
        this.flow = flow;
        this.readings = readings;
    }

    /**
     * The lead with these values comes in; whatever the flow asks of the lane, it knows nothing.
     */
    static Play submit(String flow, Map<String, Object> data) {
        return submit(TestLeads.flow(TestFlows.json(flow)), data, LeadRunSpecification.READINGS);
    }

    static Play submit(RunnableFlow flow, Map<String, Object> data, Readings readings) {
        Lead from = TestLeads.from("CA");
        return submit(flow, from.withData(data), readings);
    }

    static Play submit(RunnableFlow flow, Lead lead, Readings readings) {
        Play play = new Play(flow, readings);
        play.decide(new SubmitLead(lead, Optional.empty()));
        return play;
    }

    /** What it waits for settles. */
    Play settles(LeadOutcome outcome) {
        return settles(outcome, true, Map.of());
    }

    Play settles(LeadOutcome outcome, boolean certain, Map<String, Object> captured) {
        return settles(outcome, certain, Optional.empty(), captured);
    }

    Play settles(
            LeadOutcome outcome,
            boolean certain,
            Optional<BigDecimal> price,
            Map<String, Object> captured) {
        LeadRun.Waiting waiting = (LeadRun.Waiting) run;
        Optional<String> reason =
                outcome == LeadOutcome.SUCCESS
                        ? Optional.empty()
                        : Optional.of(waiting.stepId() + " said no");
        decide(
                new SettleStep(
                        waiting.eventId(),
                        new Settlement(
                                outcome, certain, reason, price, Optional.empty(), captured)));
        return this;
    }

    private void decide(LeadRunCommand command) {
        Decision<LeadRunEvent, LeadRunRefusal> decision =
                DECIDER.decide(run, command, flow, readings);
        for (LeadRunEvent event : ((Decision.Accepted<LeadRunEvent, ?>) decision).events()) {
            events.add(event);
            run = LeadRun.evolve(run, event);
        }
    }

    List<LeadRunEvent> events() {
        return events;
    }

    /** The events of a kind, in order. */
    <E extends LeadRunEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends LeadRunEvent> E only(Class<E> kind) {
        List<E> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + kind.getSimpleName() + ": " + events);
        }
        return found.getFirst();
    }

    LeadCompleted completed() {
        return only(LeadCompleted.class);
    }

    /** The step that it waits for. */
    String waitsFor() {
        if (run instanceof LeadRun.Waiting waiting) {
            return waiting.stepId();
        }
        throw new AssertionError("It does not wait: " + events);
    }
}
