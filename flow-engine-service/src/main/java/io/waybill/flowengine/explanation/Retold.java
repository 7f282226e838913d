package io.waybill.flowengine.explanation;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.Counted;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.SaleReconciled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import io.waybill.flowengine.leadrun.LeadRunRefusal;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Scored;
import io.waybill.flowengine.trace.EventFacts;
import io.waybill.flowengine.trace.RunTrace;
import io.waybill.flowengine.trace.RunTrace.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes the decisions about a recorded lead again, and compares. */
public final class Retold {

    private final LeadRunDecider decider;
    private final RunnableFlow flow;
    private final FlowFacts facts;
    private final RunTrace trace;
    private final Function<List<String>, String> digests;

    /**
     * @param definition the version in JSON, of which the flow was made
     * @param digests HMACs under the account's key: the purpose and then the values, in hexadecimal
     */
    public Retold(
            LeadRunDecider decider,
            RunnableFlow flow,
            Map<String, Object> definition,
            Function<List<String>, String> digests) {
        this.decider = decider;
        this.flow = flow;
        this.facts = new FlowFacts(flow.definition());
        this.trace = new RunTrace(flow, definition);
        this.digests = digests;
    }

    /**
     * @param events of one lead, in order
     */
    public Explanation explain(List<Recorded> events) {
        List<Decided> decisions = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        LeadRun run = new LeadRun.Absent();
        for (List<Recorded> group : decisions(events)) {
            Decided recorded =
                    new Decided(
                            run,
                            group.getFirst().at(),
                            group.stream().map(Recorded::event).toList());
            decisions.add(recorded);
            if (!isBehindTheEnd(recorded)) {
                compare(recorded, decideAgain(recorded, group), differences);
            }
            run = recorded.after();
        }
        return new Explanation(trace.of(decisions), List.copyOf(differences));
    }

    /**
     * What became known of a closed run's sales, and what that gave back or counted: told by
     * delivery or by a later run, and not decided from this one.
     */
    private static boolean isBehindTheEnd(Decided recorded) {
        return recorded.before() instanceof LeadRun.Closed
                && recorded.events().stream()
                        .allMatch(event ->
                                event instanceof SaleReconciled || event instanceof Counted);
    }

    private static List<List<Recorded>> decisions(List<Recorded> events) {
        List<List<Recorded>> decisions = new ArrayList<>();
        for (Recorded event : events) {
            if (decisions.isEmpty()
                    || !decisions.getLast().getFirst().cause().equals(event.cause())) {
                decisions.add(new ArrayList<>());
            }
            decisions.getLast().add(event);
        }
        return decisions;
    }

    /**
     * What the lane may have asked, the usual thing first: a decision, its failure, a door that was
     * shut, a delivery that never came back.
     */
    private List<List<LeadRunEvent>> decideAgain(Decided recorded, List<Recorded> group) {
        LeadRun before = recorded.before();
        List<List<LeadRunEvent>> all = new ArrayList<>();
        Optional<LeadRunCommand> command = command(before, group.getFirst());
        command.ifPresent(c -> {
            decided(() -> decider.decide(before, c, flow, readings(group))).ifPresent(all::add);
            decided(() -> decider.fail(before, c, Optional.of(flow))).ifPresent(all::add);
            // Where the version cannot be run, and in earlier builds, every price counts.
            decided(() -> decider.fail(before, c, Optional.empty())).ifPresent(all::add);
            if (c instanceof SubmitLead submit) {
                group.stream()
                        .map(Recorded::event)
                        .filter(LeadRefused.class::isInstance)
                        .map(LeadRefused.class::cast)
                        .findFirst()
                        .flatMap(r -> decided(() -> decider.refuse(before, submit, r.reason())))
                        .ifPresent(all::add);
            }
        });
        decided(() -> decider.expire(before)).ifPresent(all::add);
        return all;
    }

    private RecordedReadings readings(List<Recorded> group) {
        return new RecordedReadings(
                group.getFirst().at(),
                group.stream().map(Recorded::event).toList(),
                facts,
                digests);
    }

    private static Optional<LeadRunCommand> command(LeadRun before, Recorded first) {
        return switch (first.event()) {
            case LeadReceived received ->
                    Optional.of(new SubmitLead(received.lead(), received.idempotencyKeyHash()));
            case StepSettled settled ->
                    first.told().map(told -> new SettleStep(settled.eventId(), told));
            case DataAppended _ when before instanceof LeadRun.Waiting waiting ->
                    first.told().map(told -> new SettleStep(waiting.eventId(), told));
            default -> Optional.empty();
        };
    }

    private interface Deciding {
        Decision<LeadRunEvent, LeadRunRefusal> decide();
    }

    private static Optional<List<LeadRunEvent>> decided(Deciding deciding) {
        try {
            return deciding.decide() instanceof Decision.Accepted(List<LeadRunEvent> events)
                    ? Optional.of(events)
                    : Optional.empty();
        } catch (RuntimeException | StackOverflowError cannotDecide) {
            return Optional.empty();
        }
    }

    private void compare(
            Decided recorded, List<List<LeadRunEvent>> again, List<String> differences) {
        boolean earlier = EarlierWay.isIn(recorded.events(), facts);
        if (again.stream().anyMatch(events -> same(recorded.events(), events, earlier))) {
            return;
        }
        if (earlier) {
            differences.add(
                    "The recipient was chosen in a way of which too little was recorded then to"
                            + " decide again");
            return;
        }
        if (again.isEmpty()) {
            differences.add("This decision could not be made again");
            return;
        }
        List<LeadRunEvent> events = recorded.events();
        List<LeadRunEvent> other = again.getFirst();
        int most = Math.max(events.size(), other.size());
        for (int i = 0; i < most; i++) {
            String was = i < events.size() ? told(events.get(i)) : "nothing";
            String is = i < other.size() ? told(events, i, other.get(i)) : "nothing";
            if (!was.equals(is)) {
                differences.add("Recorded is " + was + ", decided again comes " + is);
            }
        }
    }

    private static boolean same(
            List<LeadRunEvent> recorded, List<LeadRunEvent> again, boolean earlier) {
        return earlier ? told(recorded).equals(told(again)) : same(recorded, again);
    }

    private static List<String> told(List<LeadRunEvent> events) {
        return events.stream().map(EarlierWay::bare).map(Retold::told).toList();
    }

    private static boolean same(List<LeadRunEvent> recorded, List<LeadRunEvent> again) {
        return recorded.size() == again.size()
                && IntStream.range(0, recorded.size())
                        .allMatch(
                                i -> told(recorded.get(i)).equals(told(recorded, i, again.get(i))));
    }

    /** Earlier builds did not write down what a score is the sum of. */
    private static String told(List<LeadRunEvent> recorded, int place, LeadRunEvent again) {
        boolean withoutParts =
                place < recorded.size()
                        && recorded.get(place) instanceof RecipientChosen was
                        && was.scored().filter(scored -> scored.parts().isEmpty()).isPresent();
        return told(
                withoutParts && again instanceof RecipientChosen chosen
                        ? withoutParts(chosen)
                        : again);
    }

    static RecipientChosen withoutParts(RecipientChosen chosen) {
        return new RecipientChosen(
                chosen.stepId(),
                chosen.recipientId(),
                chosen.rank(),
                chosen.shares(),
                chosen.parts(),
                chosen.scored().map(Scored::withoutParts),
                chosen.others().stream()
                        .map(other ->
                                new LeadRunEvent.Considered(
                                        other.recipientId(),
                                        other.code(),
                                        other.reason(),
                                        other.scored().map(Scored::withoutParts)))
                        .toList());
    }

    private static String told(LeadRunEvent event) {
        return EventFacts.name(event) + " " + EventFacts.all(event);
    }
}
