package io.waybill.flowengine.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.CounterName;
import io.waybill.flowengine.counter.CounterState;
import io.waybill.flowengine.counter.Counters;
import io.waybill.flowengine.counter.DuplicateEntry;
import io.waybill.flowengine.counter.FoldedCounters;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.NothingRead;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Scored;
import io.waybill.flowengine.leadrun.Settlement;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows that read caps, earlier leads and lists are decided again from the ledger alone. */
class RecordedFlowsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final LeadRunDecider DECIDER =
            new LeadRunDecider((lead, step, _) ->
                    UUID.nameUUIDFromBytes((lead + step).getBytes(StandardCharsets.UTF_8)));
    private static final String LIST = "0191d0a0-0000-7000-8000-000000000115";
    private static final String TABLE =
            "{\"id\": \"area\", \"name\": \"Area\", \"type\": \"enhancement\","
                    + " \"kind\": \"value_lookup\", \"value\": \"{{lead.state}}\","
                    + " \"table\": {\"CA\": \"west\"}}";
    private static final String SUPPRESSION =
            "{\"id\": \"dnc\", \"name\": \"Dnc\", \"type\": \"enhancement\","
                    + " \"kind\": \"suppression_list\", \"list\": \""
                    + LIST
                    + "\", \"value\": \"{{lead.email}}\"}";
    private static final String TWO_CAPS =
            "\"caps\": [{\"id\": \"leads\", \"type\": \"volume\", \"maximum\": 30,"
                    + " \"duration_units\": \"day\"},"
                    + " {\"id\": \"budget\", \"type\": \"spend\", \"maximum\": 100,"
                    + " \"duration_units\": \"day\"}], \"purchase_price\": \"4\"";

    private final FoldedCounters counters = new FoldedCounters();

    @Test
    void what_a_step_found_is_not_what_a_list_said() {
        Run run = run(flow("\"fields\": []", TABLE + "," + SUPPRESSION), "CA", "ada@example.org");

        assertThat(run.differences()).isEmpty();
    }

    @Test
    void caps_of_one_window_open_with_their_own_counts() {
        counters.addTally(
                CapScope.flow(TestFlows.FLOW),
                Tally.Bucket.of(NOW),
                new Tally(7, new BigDecimal("91.0000")));

        Run run = run(flow(TWO_CAPS, TABLE), "CA", "ada@example.org");

        assertThat(run.differences()).isEmpty();
    }

    @Test
    void the_room_that_was_left_is_recorded() {
        Map<String, Object> flow =
                flow("\"fields\": []", routing(recipient("a", 9), recipient("b", 2)));

        Run run = run(flow, "CA", "ada@example.org");

        assertThat(run.events())
                .filteredOn(LeadRunEvent.RecipientChosen.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var chosen = (LeadRunEvent.RecipientChosen) event;
                    assertThat(chosen.recipientId()).isEqualTo("b");
                    assertThat(chosen.scored().flatMap(Scored::free).orElseThrow())
                            .isEqualByComparingTo("0.8");
                    assertThat(
                                    chosen.others()
                                            .getFirst()
                                            .scored()
                                            .flatMap(Scored::free)
                                            .orElseThrow())
                            .isEqualByComparingTo("0.1");
                });
        assertThat(run.differences()).isEmpty();
    }

    @Test
    void that_nobody_had_room_enough_comes_again() {
        Map<String, Object> flow =
                flow("\"fields\": []", routing(recipient("a", 10), recipient("b", 10)));

        assertThat(run(flow, "CA", "ada@example.org").differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void all_of_it_together_comes_again(long seed) {
        Random random = new Random(seed);
        String checks =
                "\"list_checks\": [{\"key\": \"twin\", \"kind\": \"duplicate\","
                        + " \"fields\": [\"lead.email\"],"
                        + " \"within\": {\"value\": 1, \"units\": \"hour\"}},"
                        + " {\"key\": \"listed\", \"kind\": \"suppression\", \"list\": \""
                        + LIST
                        + "\", \"value\": \"{{lead.email}}\", \"refuse\": "
                        + random.nextBoolean()
                        + "}], "
                        + TWO_CAPS;
        String steps =
                String.join(
                        ",",
                        TABLE,
                        SUPPRESSION,
                        routing(recipient("a", random.nextInt(9)), recipient("b", 4)));
        Map<String, Object> flow = flow(checks, steps);

        for (int i = 0; i < 40; i++) {
            String email = (random.nextBoolean() ? "listed" : "ada") + random.nextInt(20) + "@b.co";
            Run run = run(flow, random.nextBoolean() ? "CA" : "TX", email);

            assertThat(run.differences()).isEmpty();
        }
    }

    private record Run(List<LeadRunEvent> events, List<String> differences) {}

    private int leads;

    /** Through a lane that counts, and then again from what is recorded. */
    private Run run(Map<String, Object> json, String state, String email) {
        RunnableFlow flow =
                new RunnableFlow(
                        TestFlows.FLOW,
                        1,
                        TestFlows.ACCOUNT,
                        ZoneId.of("America/New_York"),
                        ((FlowReader.Result.Sound) FlowReader.read(json)).definition());
        leads++;
        List<Recorded> recorded = recorded(flow, lead(state, email));
        Explanation explanation =
                new Retold(DECIDER, flow, json, parts -> digest(parts.getFirst(), parts))
                        .explain(recorded);
        return new Run(recorded.stream().map(Recorded::event).toList(), explanation.differences());
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

    private static List<LeadRunEvent> accepted(Decision<LeadRunEvent, ?> decision) {
        return ((Decision.Accepted<LeadRunEvent, ?>) decision).events();
    }

    private static Map<String, Object> flow(String head, String steps) {
        return TestFlows.json(
                "{\"name\": \"Test\", %s, \"sources\": [{\"id\": \"%s\", \"name\": \"Web\"}], \"steps\": [%s]}"
                        .formatted(head, TestFlows.SOURCE, steps));
    }

    private static String routing(String... recipients) {
        return "{\"id\": \"route\", \"name\": \"Route\", \"type\": \"routing\", \"method\": \"score\", \"recipients\": [%s]}"
                .formatted(String.join(",", recipients));
    }

    private static String recipient(String id, int taken) {
        return """
        {"id": "%1$s", "name": "%1$s", "score": {"free_capacity": 10, "floor": 1}, "sale_price": "9",
         "delivery": {"format": "form", "url": "https://a.example"},
         "caps": [{"maximum": 10, "duration_units": "day", "opens_at": %2$d}]}
        """
                .formatted(id, taken);
    }

    private static String digest(String purpose, List<String> parts) {
        List<String> values = parts.subList(1, parts.size());
        return UUID.nameUUIDFromBytes((purpose + values).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A lane whose list knows those who say so. */
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
            List<String> parts = new ArrayList<>(List.of(purpose));
            parts.addAll(values);
            return RecordedFlowsTest.digest(purpose, parts);
        }
    }
}
