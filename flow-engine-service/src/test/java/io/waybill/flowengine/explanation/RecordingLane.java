package io.waybill.flowengine.explanation;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.Counters;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.FoldedCounters;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.NothingRead;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A lane that counts and writes down, and whose list knows those who say so. */
final class RecordingLane {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final LeadRunDecider DECIDER =
            new LeadRunDecider((lead, step, _) ->
                    UUID.nameUUIDFromBytes((lead + step).getBytes(StandardCharsets.UTF_8)));

    private final FoldedCounters counters = new FoldedCounters();
    private int leads;

    FoldedCounters counters() {
        return counters;
    }

    record Run(List<LeadRunEvent> events, List<String> differences) {}

    /** Through a lane that counts, and then again from what is recorded. */
    Run run(Map<String, Object> json, String state, String email) {
        List<Recorded> recorded = recordedOf(json, state, email);
        return new Run(recorded.stream().map(Recorded::event).toList(), explained(json, recorded));
    }

    List<Recorded> recordedOf(Map<String, Object> json, String state, String email) {
        leads++;
        return recorded(TestFlows.runnable(json), lead(state, email));
    }

    static List<String> explained(Map<String, Object> json, List<Recorded> recorded) {
        return new Retold(
                        DECIDER,
                        TestFlows.runnable(json),
                        json,
                        parts -> digest(parts.getFirst(), parts.subList(1, parts.size())))
                .explain(recorded)
                .differences();
    }

    /** Leads that wait for their buyer, and the room that they hold. */
    List<LeadRunEvent> started(Map<String, Object> json, int most) {
        List<LeadRunEvent> all = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            leads++;
            Lead lead = lead("CA", "ada@example.org");
            List<LeadRunEvent> events =
                    accepted(
                            DECIDER.decide(
                                    new LeadRun.Absent(),
                                    new LeadRunCommand.SubmitLead(lead, Optional.empty()),
                                    TestFlows.runnable(json),
                                    new Counting(lead.receivedAt())));
            events.forEach(event -> {
                if (event instanceof LeadRunEvent.Counted(var counted)) {
                    Counters.evolve(counters, counted);
                }
            });
            all.addAll(events);
        }
        return all;
    }

    private Lead lead(String state, String email) {
        return new Lead(
                new UUID(1, leads),
                TestFlows.FLOW,
                1,
                TestFlows.SOURCE,
                NOW.plusSeconds(leads),
                7,
                false,
                Map.of("email", email, "state", state),
                Optional.empty());
    }

    private List<Recorded> recorded(RunnableFlow flow, Lead lead) {
        Instant now = lead.receivedAt();
        List<Recorded> recorded = new ArrayList<>();
        LeadRun run = new LeadRun.Absent();
        Settlement told = settlement(leads);
        LeadRunCommand command = new LeadRunCommand.SubmitLead(lead, Optional.empty());
        for (int decision = 1; decision < 10; decision++) {
            UUID cause = new UUID(leads, decision);
            for (LeadRunEvent event :
                    accepted(DECIDER.decide(run, command, flow, new Counting(now)))) {
                recorded.add(new Recorded(event, cause, now, Optional.of(told)));
                run = LeadRun.evolve(run, event);
                if (event instanceof LeadRunEvent.Counted(var counted)) {
                    Counters.evolve(counters, counted);
                }
            }
            if (!(run instanceof LeadRun.Waiting waiting)) {
                break;
            }
            command = new LeadRunCommand.SettleStep(waiting.eventId(), told);
        }
        return recorded;
    }

    private static Settlement settlement(int lead) {
        return new Settlement(
                lead % 3 == 0 ? LeadOutcome.FAILURE : LeadOutcome.SUCCESS,
                true,
                Optional.of("said so"),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    static List<LeadRunEvent> accepted(Decision<LeadRunEvent, ?> decision) {
        return ((Decision.Accepted<LeadRunEvent, ?>) decision).events();
    }

    static Map<String, Object> flow(String head, String steps) {
        return TestFlows.json(
                "{\"name\": \"Test\", %s, \"sources\": [{\"id\": \"%s\", \"name\": \"Web\"}], \"steps\": [%s]}"
                        .formatted(head, TestFlows.SOURCE, steps));
    }

    private static String digest(String purpose, List<String> values) {
        return UUID.nameUUIDFromBytes((purpose + values).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private final class Counting extends NothingRead {

        Counting(Instant now) {
            super(now);
        }

        @Override
        public Map<String, Long> shares(UUID flowId, String stepId) {
            return counters.shares(flowId, stepId);
        }

        @Override
        public Optional<Listed> listed(UUID listId, String value) {
            return value.startsWith("listed")
                    ? Optional.of(new Listed(Optional.empty()))
                    : Optional.empty();
        }

        @Override
        public Optional<CounterState> counter(CounterName name) {
            return counters.counter(name.key());
        }

        @Override
        public Optional<String> definition(String identity) {
            return counters.definition(identity);
        }

        @Override
        public Tally tally(CapScope scope, Instant from) {
            return counters.tally(scope, from);
        }

        @Override
        public Optional<DuplicateEntry> duplicate(String key) {
            return counters.duplicate(key);
        }

        @Override
        public String digest(String purpose, List<String> values) {
            return RecordingLane.digest(purpose, values);
        }
    }
}
