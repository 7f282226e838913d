package io.waybill.flowengine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.trace.TraceStep;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Trials of a flow, for tests. */
final class TestTrials {

    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final UUID EVENT = new UUID(7, 7);

    private TestTrials() {}

    static TrialResult tried(Map<String, Object> json, String state, Map<String, Reply> replies) {
        return tried(json, state, replies, LaneSaid.NOTHING);
    }

    static TrialResult tried(
            Map<String, Object> json, String state, Map<String, Reply> replies, LaneSaid lane) {
        RunnableFlow flow = TestFlows.runnable(json);
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

    /** What the lane is said to know. */
    static LaneSaid said(String readings) {
        TrialReader.Read read =
                TrialReader.read(
                        TestFlows.json("{\"fields\": {}, \"readings\": {" + readings + "}}"));
        assertThat(read.flaws()).isEmpty();
        return read.lead().lane();
    }

    static TraceStep step(TrialResult result, String event) {
        return result.trace().stream()
                .filter(step -> step.event().equals(event))
                .findFirst()
                .orElseThrow();
    }
}
