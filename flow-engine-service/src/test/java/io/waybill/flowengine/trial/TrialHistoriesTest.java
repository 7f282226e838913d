package io.waybill.flowengine.trial;

import static io.waybill.flowengine.trial.TestTrials.said;
import static io.waybill.flowengine.trial.TestTrials.step;
import static io.waybill.flowengine.trial.TestTrials.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.trace.TraceStep;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A trial on a lane that is said to know how recipients have done. */
class TrialHistoriesTest {

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
}
