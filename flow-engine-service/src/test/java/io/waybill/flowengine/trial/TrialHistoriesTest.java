package io.waybill.flowengine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.trace.TraceStep;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A trial on a lane that is said to know how recipients have done. */
class TrialHistoriesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final UUID EVENT = new UUID(7, 7);

    @Test
    void how_recipients_did_is_said_by_their_names_and_the_score_is_told_part_by_part() {
        Map<String, Object> flow = TestFlows.solar();
        flow.put(
                "steps",
                TestFlows.json(
                                """
                                {"steps": [{"id": "route", "name": "Route", "type": "routing", "method": "score",
                                  "segments": [{"name": "Large", "score": 2, "rule_set":
                                     {"lhv": "recipient.volume", "op": "is greater than", "rhv": 50}}],
                                  "recipients": [
                                   {"id": "a", "name": "Acme Solar", "score": {"acceptance": 10, "segment": 1},
                                    "delivery": {"format": "form", "url": "https://a.example"}},
                                   {"id": "b", "name": "Bright", "score": {"acceptance": 10, "priority": -1},
                                    "delivery": {"format": "form", "url": "https://b.example"}}]}]}
                                """)
                        .get("steps"));

        TraceStep chosen =
                step(
                        tried(
                                flow,
                                "CA",
                                Map.of(),
                                said(
                                        "\"histories\": {\"Acme Solar\": {\"delivered\": 100,"
                                                + " \"accepted\": 80, \"revenue\": \"960.50\"}}")),
                        "recipient_chosen");

        assertThat(chosen.sentence())
                .isEqualTo(
                        "Step \"Route\" chose \"Acme Solar\" with a score of 10.00:"
                                + " acceptance 8.00, segment 2.00 \"Large\"");
        assertThat(chosen.facts().toString())
                .contains("delivered=100")
                .contains("revenue=960.5000")
                .contains("part=acceptance, points=8.0000, neutral=true")
                .contains("part=priority, points=-1.0000");
    }

    @Test
    void a_history_that_cannot_be_is_a_flaw() {
        assertThat(
                        TrialReader.read(
                                        TestFlows.json(
                                                """
                                                {"fields": {}, "readings": {"histories": {
                                                  "a": {"delivered": 5, "accepted": 6},
                                                  "b": {"delivered": -1}, "c": 7, "d": {"charm": 1},
                                                  "e": {"revenue": "much"}}}}
                                                """))
                                .flaws())
                .extracting(Flaw::field)
                .containsExactly(
                        "readings.histories.a",
                        "readings.histories.b.delivered",
                        "readings.histories.c",
                        "readings.histories.d.charm",
                        "readings.histories.e.revenue");
    }

    private static LaneSaid said(String readings) {
        TrialReader.Read read =
                TrialReader.read(
                        TestFlows.json("{\"fields\": {}, \"readings\": {" + readings + "}}"));
        assertThat(read.flaws()).isEmpty();
        return read.lead().lane();
    }

    private static TraceStep step(TrialResult result, String event) {
        return result.trace().stream()
                .filter(step -> step.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static TrialResult tried(
            Map<String, Object> json, String state, Map<String, Reply> replies, LaneSaid lane) {
        FlowDefinition definition = ((FlowReader.Result.Sound) FlowReader.read(json)).definition();
        RunnableFlow flow =
                new RunnableFlow(
                        TestFlows.FLOW,
                        1,
                        TestFlows.ACCOUNT,
                        ZoneId.of("America/New_York"),
                        definition);
        Lead lead =
                new Lead(
                        new UUID(1, 1),
                        TestFlows.FLOW,
                        1,
                        TestFlows.SOURCE,
                        NOW,
                        7,
                        false,
                        Map.of("email", "ada@example.org", "state", state),
                        Optional.empty());
        return new Trial(new LeadRunDecider((_, _, _) -> EVENT), flow, json)
                .run(lead, replies, lane);
    }
}
