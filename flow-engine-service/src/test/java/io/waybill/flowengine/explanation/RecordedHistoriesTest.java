package io.waybill.flowengine.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.History;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.NobodyChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.NothingRead;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Settlement;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recipients had done when a lead came is told with the lead, whatever they do afterwards. */
class RecordedHistoriesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final LeadRunDecider DECIDER =
            new LeadRunDecider((lead, step, _) ->
                    UUID.nameUUIDFromBytes((lead + step).getBytes(StandardCharsets.UTF_8)));
    private static final List<String> RECIPIENTS = List.of("a", "b", "c");

    private final Map<String, History> histories = new HashMap<>();
    private int leads;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_lead_is_decided_again_as_it_was_while_histories_change(long seed) {
        Random random = new Random(seed);
        Map<String, Object> flow = flow(random.nextInt(12), random.nextBoolean());
        List<LeadRunEvent> all = new ArrayList<>();
        List<String> differences = new ArrayList<>();

        for (int i = 0; i < 60; i++) {
            List<Recorded> recorded = recorded(flow, random);
            recorded.forEach(one -> all.add(one.event()));
            RECIPIENTS.forEach(id -> change(id, random));
            differences.addAll(explained(flow, recorded).differences());
        }

        assertThat(differences).isEmpty();
        assertThat(all)
                .anyMatch(event ->
                        event instanceof RecipientChosen chosen
                                && chosen.scored().orElseThrow().history().isPresent());
    }

    @Test
    void that_nobody_was_worth_enough_is_told_with_what_was_read() {
        Map<String, Object> flow = flow(1_000, false);
        change("a", new Random(1));

        List<Recorded> recorded = recorded(flow, new Random(1));
        histories.clear();

        assertThat(recorded.stream().map(Recorded::event).toList())
                .filteredOn(NobodyChosen.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((NobodyChosen) event).others())
                                .hasSize(3)
                                .allMatch(other -> other.code().equals("floor"))
                                .anyMatch(other ->
                                        other.scored().orElseThrow().history().isPresent()));
        assertThat(explained(flow, recorded).differences()).isEmpty();
    }

    @Test
    void a_lead_of_a_build_that_wrote_no_parts_down_comes_again() {
        Map<String, Object> flow = flow(0, true);
        List<Recorded> recorded =
                recorded(flow, new Random(5)).stream()
                        .map(one ->
                                one.event() instanceof RecipientChosen chosen
                                        ? new Recorded(
                                                Retold.withoutParts(chosen),
                                                one.cause(),
                                                one.at(),
                                                one.told())
                                        : one)
                        .toList();

        assertThat(explained(flow, recorded).differences()).isEmpty();
    }

    private void change(String id, Random random) {
        if (random.nextInt(4) == 0) {
            histories.remove(id);
            return;
        }
        long delivered = random.nextInt(50);
        long accepted = delivered == 0 ? 0 : random.nextLong(delivered + 1);
        long converted = accepted == 0 ? 0 : random.nextLong(accepted + 1);
        histories.put(
                id,
                new History(
                        NOW.plusSeconds(leads),
                        30,
                        delivered,
                        accepted,
                        converted,
                        0,
                        BigDecimal.valueOf(accepted * 12)));
    }

    private Explanation explained(Map<String, Object> json, List<Recorded> recorded) {
        return new Retold(DECIDER, compiled(json), json, _ -> "").explain(recorded);
    }

    private static RunnableFlow compiled(Map<String, Object> json) {
        return new RunnableFlow(
                TestFlows.FLOW,
                1,
                TestFlows.ACCOUNT,
                ZoneId.of("America/New_York"),
                ((FlowReader.Result.Sound) FlowReader.read(json)).definition());
    }

    /** Histories change between the decisions about one lead, too. */
    private List<Recorded> recorded(Map<String, Object> json, Random random) {
        RunnableFlow flow = compiled(json);
        Lead lead =
                new Lead(
                        new UUID(1, ++leads),
                        TestFlows.FLOW,
                        1,
                        TestFlows.SOURCE,
                        NOW.plusSeconds(leads),
                        7,
                        false,
                        Map.of("state", random.nextBoolean() ? "CA" : "TX"),
                        Optional.empty());
        List<Recorded> recorded = new ArrayList<>();
        LeadRun run = new LeadRun.Absent();
        LeadRunCommand command = new LeadRunCommand.SubmitLead(lead, Optional.empty());
        for (int decision = 1; decision < 10; decision++) {
            Settlement told = settlement(random);
            if (run instanceof LeadRun.Waiting waiting) {
                command = new LeadRunCommand.SettleStep(waiting.eventId(), told);
            }
            UUID cause = new UUID(leads, decision);
            Instant at = lead.receivedAt();
            for (LeadRunEvent event :
                    RecordingLane.accepted(
                            DECIDER.decide(run, command, flow, new Knowing(at, histories)))) {
                recorded.add(new Recorded(event, cause, at, Optional.of(told)));
                run = LeadRun.evolve(run, event);
            }
            if (!(run instanceof LeadRun.Waiting)) {
                break;
            }
            RECIPIENTS.forEach(id -> change(id, random));
        }
        return recorded;
    }

    private static Settlement settlement(Random random) {
        return new Settlement(
                random.nextInt(3) > 0 ? LeadOutcome.FAILURE : LeadOutcome.SUCCESS,
                true,
                Optional.of("said so"),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static Map<String, Object> flow(int floor, boolean toMany) {
        String recipients =
                String.join(",", RECIPIENTS.stream().map(id -> recipient(id, floor)).toList());
        return TestFlows.json(
                """
                {"name": "Test", "sources": [{"id": "%s", "name": "Web"}],
                 "steps": [{"id": "route", "name": "Route", "type": "routing", "method": "score",
                   "share": "%s", "segments": [
                     {"name": "Large", "score": 2, "rule_set":
                        {"lhv": "recipient.volume", "op": "is greater than", "rhv": 20}},
                     {"name": "Others", "score": -1}],
                   "recipients": [%s]}]}
                """
                        .formatted(TestFlows.SOURCE, toMany ? "many" : "exclusive", recipients));
    }

    private static String recipient(String id, int floor) {
        return """
        {"id": "%1$s", "name": "%1$s", "sale_price": "9",
         "score": {"acceptance": 10, "conversion": 6, "segment": 1, "floor": %2$d},
         "rule_set": {"lhv": "lead.state", "op": "is not equal to", "rhv": "%3$s"},
         "delivery": {"format": "form", "url": "https://a.example"}}
        """
                .formatted(id, floor, id.equals("c") ? "TX" : "FL");
    }

    /** A lane that knows these histories and nothing else. */
    private static final class Knowing extends NothingRead {

        private final Map<String, History> histories;

        Knowing(Instant now, Map<String, History> histories) {
            super(now);
            this.histories = histories;
        }

        @Override
        public Optional<History> history(UUID flowId, String recipientId) {
            return Optional.ofNullable(histories.get(recipientId));
        }

        @Override
        public String digest(String purpose, List<String> values) {
            return purpose + values;
        }
    }
}
