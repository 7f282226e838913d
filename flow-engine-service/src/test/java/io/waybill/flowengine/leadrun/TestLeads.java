package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.FlowDefinition;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.LeadOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Leads and their flow for tests of runs. */
final class TestLeads {

    static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07Z");
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final UUID LEAD = UUID.fromString("0191d0a0-0000-7000-8000-000000001ead");
    static final UUID EVENT = new UUID(7, 7);
    static final EventIdOf EVENT_IDS = (lead, step, run) -> EVENT;

    private TestLeads() {}

    static RunnableFlow solar() {
        return flow(TestFlows.solar());
    }

    static RunnableFlow flow(Map<String, Object> json) {
        FlowDefinition definition =
                switch (FlowReader.read(json)) {
                    case FlowReader.Result.Sound(FlowDefinition sound) -> sound;
                    case FlowReader.Result.Unsound(var flaws) ->
                            throw new AssertionError(flaws.toString());
                };
        return new RunnableFlow(TestFlows.FLOW, 1, TestFlows.ACCOUNT, ZONE, definition);
    }

    static Lead from(String state) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("email", "ada@example.org");
        data.put("state", state);
        return new Lead(
                LEAD,
                TestFlows.FLOW,
                1,
                TestFlows.SOURCE,
                RECEIVED,
                42,
                false,
                data,
                Optional.empty());
    }

    static Settlement settlement(LeadOutcome outcome) {
        return new Settlement(
                outcome,
                outcome != LeadOutcome.ERROR,
                Optional.of("said so"),
                Optional.of(new BigDecimal("9.5")),
                Optional.of("ref-1"),
                Map.of("agent", Map.of("name", "Grace")));
    }
}
