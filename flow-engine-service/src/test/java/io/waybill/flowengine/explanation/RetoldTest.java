package io.waybill.flowengine.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.counter.Window;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.FilterPassed;
import io.waybill.flowengine.leadrun.LeadRunEvent.SaleReconciled;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.flowengine.trace.TraceStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetoldTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final UUID EVENT = new UUID(7, 7);
    private static final Settlement SOLD =
            new Settlement(
                    LeadOutcome.SUCCESS,
                    true,
                    Optional.empty(),
                    Optional.of(new BigDecimal("9.5")),
                    Optional.of("ref"),
                    Map.of("agent", "Grace"));

    private final LeadRunDecider decider = new LeadRunDecider((_, _, _) -> EVENT);
    private final RunnableFlow flow = TestFlows.runnable(TestFlows.solar());

    @Test
    void what_was_recorded_comes_again() {
        Explanation explanation = explain(recorded("CA"));

        assertThat(explanation.differences()).isEmpty();
        assertThat(explanation.trace())
                .extracting(TraceStep::event)
                .startsWith("lead_received", "lead_accepted", "filter_passed")
                .endsWith("lead_completed", "lead_closed");
    }

    @Test
    void what_became_known_behind_the_end_is_told_and_not_decided_again() {
        List<Recorded> events = new ArrayList<>(recorded("CA"));
        LeadRunEvent known =
                new SaleReconciled("acme", EVENT, true, new BigDecimal("12.50"), false);
        events.add(new Recorded(known, new UUID(0, 3), NOW.plusSeconds(9), Optional.empty()));

        Explanation explanation = explain(events);

        assertThat(explanation.differences()).isEmpty();
        assertThat(explanation.trace().getLast().event()).isEqualTo("sale_reconciled");
        assertThat(explanation.trace().getLast().sentence())
                .isEqualTo("Step \"Acme Solar\" had sold the lead after all, for 12.50");
    }

    @Test
    void what_comes_differently_is_said() {
        List<Recorded> events = new ArrayList<>(recorded("CA"));
        Recorded filter =
                events.stream()
                        .filter(e -> e.event() instanceof FilterPassed)
                        .findFirst()
                        .orElseThrow();
        events.set(
                events.indexOf(filter),
                new Recorded(
                        new FilterPassed("other"), filter.cause(), filter.at(), filter.told()));

        assertThat(explain(events).differences())
                .singleElement()
                .asString()
                .contains("step_id=other", "decided again comes filter_passed {step_id=no-texas}");
    }

    @Test
    void a_run_that_failed_or_met_a_shut_door_comes_again_too() {
        LeadRunCommand.SubmitLead submit = new SubmitLead(lead("CA"), Optional.empty());

        List<Recorded> failed =
                recorded(
                        RecordingLane.accepted(
                                decider.fail(new LeadRun.Absent(), submit, Optional.of(flow))),
                        new UUID(0, 1));
        List<Recorded> shut =
                recorded(
                        RecordingLane.accepted(
                                decider.refuse(
                                        new LeadRun.Absent(), submit, "The flow is disabled")),
                        new UUID(0, 1));

        assertThat(explain(failed).differences()).isEmpty();
        assertThat(explain(shut).differences()).isEmpty();
    }

    @Test
    void a_run_that_still_waits_is_explained_as_far_as_it_came() {
        List<Recorded> events = recorded("CA");
        List<Recorded> first =
                events.stream().filter(e -> e.cause().equals(events.getFirst().cause())).toList();

        assertThat(explain(first).differences()).isEmpty();
        assertThat(explain(first).trace().getLast().event()).isEqualTo("delivery_requested");
    }

    @Test
    void what_caps_stood_at_is_read_from_the_events() {
        Map<String, Object> json =
                TestFlows.solar(
                        "caps",
                        List.of(
                                Map.of(
                                        "id",
                                        "daily",
                                        "name",
                                        "Daily",
                                        "type",
                                        "volume",
                                        "maximum",
                                        10,
                                        "duration",
                                        1,
                                        "duration_units",
                                        "day")));
        RunnableFlow capped = TestFlows.runnable(json);

        for (int count : List.of(0, 4, 10)) {
            List<LeadRunEvent> events =
                    RecordingLane.accepted(
                            decider.decide(
                                    new LeadRun.Absent(),
                                    new SubmitLead(lead("CA"), Optional.empty()),
                                    capped,
                                    new CountedTo(Readings.at(NOW), count)));
            Explanation explanation =
                    new Retold(decider, capped, json, List::toString)
                            .explain(recorded(events, new UUID(0, 1)));

            assertThat(explanation.differences()).isEmpty();
            assertThat(explanation.trace())
                    .extracting(TraceStep::sentence)
                    .contains(
                            "Cap \"Daily\" of flow "
                                    + (count < 10 ? "has room: " : "is reached: ")
                                    + count
                                    + " of 10 are taken");
        }
    }

    /** A lane of which each counter stands at the same. */
    private record CountedTo(Readings others, int count) implements Readings {

        @Override
        public Instant now() {
            return others.now();
        }

        @Override
        public Map<String, Long> shares(UUID flowId, String stepId) {
            return others.shares(flowId, stepId);
        }

        @Override
        public Optional<Listed> listed(UUID listId, String value) {
            return others.listed(listId, value);
        }

        @Override
        public Optional<CounterState> counter(CounterName name) {
            return Optional.of(
                    new CounterState(
                            new Window(now(), now().plusSeconds(60)),
                            BigDecimal.valueOf(count),
                            BigDecimal.ZERO));
        }

        @Override
        public Optional<String> definition(String identity) {
            return others.definition(identity);
        }

        @Override
        public Tally tally(CapScope scope, Instant from) {
            return others.tally(scope, from);
        }

        @Override
        public Optional<DuplicateEntry> duplicate(String key) {
            return others.duplicate(key);
        }

        @Override
        public String digest(String purpose, List<String> values) {
            return others.digest(purpose, values);
        }
    }

    private Explanation explain(List<Recorded> events) {
        return new Retold(decider, flow, TestFlows.solar(), List::toString).explain(events);
    }

    /** A lead that is sold, as the ledger would have it. */
    private List<Recorded> recorded(String state) {
        List<LeadRunEvent> first =
                RecordingLane.accepted(
                        decider.decide(
                                new LeadRun.Absent(),
                                new SubmitLead(lead(state), Optional.empty()),
                                flow,
                                Readings.at(NOW)));
        LeadRun waiting = new LeadRun.Absent();
        for (LeadRunEvent event : first) {
            waiting = LeadRun.evolve(waiting, event);
        }
        List<LeadRunEvent> second =
                RecordingLane.accepted(
                        decider.decide(
                                waiting,
                                new SettleStep(EVENT, SOLD),
                                flow,
                                Readings.at(NOW.plusSeconds(1))));
        List<Recorded> all = new ArrayList<>(recorded(first, new UUID(0, 1)));
        all.addAll(recorded(second, new UUID(0, 2)));
        return all;
    }

    private static List<Recorded> recorded(List<LeadRunEvent> events, UUID cause) {
        return events.stream()
                .map(event -> new Recorded(event, cause, NOW, Optional.of(SOLD)))
                .toList();
    }

    private static Lead lead(String state) {
        return new Lead(
                new UUID(1, 1),
                TestFlows.FLOW,
                1,
                TestFlows.SOURCE,
                NOW,
                7,
                false,
                Map.of("email", "ada@example.org", "state", state),
                Optional.empty());
    }
}
