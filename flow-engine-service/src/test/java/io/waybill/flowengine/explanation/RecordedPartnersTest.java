package io.waybill.flowengine.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.LeadRun;
import io.waybill.flowengine.leadrun.LeadRunCommand;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.LeadRunEvent.ConnectionRead;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.leadrun.RunnableFlow;
import io.waybill.flowengine.leadrun.Settlement;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Receiver;
import java.lang.reflect.Proxy;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection stood when a lead came is told with the lead, whatever becomes of it later. */
class RecordedPartnersTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final LeadRunDecider DECIDER =
            new LeadRunDecider((lead, step, _) ->
                    UUID.nameUUIDFromBytes((lead + step).getBytes(StandardCharsets.UTF_8)));
    private static final List<UUID> IDS = List.of(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));

    private final Map<UUID, Connection> connections = new HashMap<>();
    private int leads;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_lead_is_decided_again_as_it_was_while_connections_change(long seed) {
        Random random = new Random(seed);
        Map<String, Object> flow = flow(random.nextBoolean() ? "in_order" : "round_robin");
        List<LeadRunEvent> all = new ArrayList<>();
        List<String> differences = new ArrayList<>();

        for (int i = 0; i < 60; i++) {
            IDS.forEach(id -> change(id, random));
            List<Recorded> recorded = recorded(flow, random);
            recorded.forEach(one -> all.add(one.event()));
            differences.addAll(
                    new Retold(DECIDER, compiled(flow), flow, _ -> "")
                            .explain(recorded)
                            .differences());
        }

        assertThat(differences).isEmpty();
        assertThat(all).anyMatch(ConnectionRead.class::isInstance);
        assertThat(all)
                .anyMatch(event ->
                        event instanceof StepSettled settled
                                && settled.settlement()
                                        .reason()
                                        .filter(reason -> reason.startsWith("Invalid Buyer"))
                                        .isPresent());
    }

    private void change(UUID id, Random random) {
        Connection open =
                Connection.opened(id)
                        .accepted(new UUID(9, id.getLeastSignificantBits()))
                        .configured(Optional.of(new Receiver.ToFlow(new UUID(5, 5), id)));
        switch (random.nextInt(6)) {
            case 0 -> connections.remove(id);
            case 1 -> connections.put(id, Connection.opened(id));
            case 2 -> connections.put(id, open.held("seller"));
            case 3 -> connections.put(id, open.held("flow"));
            case 4 -> connections.put(id, open.ended("seller"));
            default -> connections.put(id, open);
        }
    }

    private List<Recorded> recorded(Map<String, Object> json, Random random) {
        RunnableFlow flow = compiled(json);
        Lead lead =
                new Lead(
                        new UUID(1, ++leads),
                        TestFlows.FLOW,
                        1,
                        TestFlows.SOURCE,
                        NOW,
                        7,
                        false,
                        Map.of("state", "CA"),
                        Optional.empty());
        List<Recorded> recorded = new ArrayList<>();
        LeadRun run = new LeadRun.Absent();
        LeadRunCommand command = new LeadRunCommand.SubmitLead(lead, Optional.empty());
        for (int decision = 1; decision < 10; decision++) {
            Settlement told =
                    new Settlement(
                            random.nextBoolean() ? LeadOutcome.SUCCESS : LeadOutcome.FAILURE,
                            true,
                            Optional.of("said so"),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of());
            if (run instanceof LeadRun.Waiting waiting) {
                command = new LeadRunCommand.SettleStep(waiting.eventId(), told);
            }
            for (LeadRunEvent event : accepted(DECIDER.decide(run, command, flow, knowing()))) {
                recorded.add(
                        new Recorded(event, new UUID(leads, decision), NOW, Optional.of(told)));
                run = LeadRun.evolve(run, event);
            }
            if (!(run instanceof LeadRun.Waiting)) {
                break;
            }
            IDS.forEach(id -> change(id, random));
        }
        return recorded;
    }

    /** A lane that has counted nothing, and knows the connections as they are now. */
    private Readings knowing() {
        Readings nothing = Readings.at(NOW);
        return (Readings)
                Proxy.newProxyInstance(
                        Readings.class.getClassLoader(),
                        new Class<?>[] {Readings.class},
                        (_, method, arguments) ->
                                method.getName().equals("connection")
                                        ? Optional.ofNullable(connections.get((UUID) arguments[0]))
                                        : method.invoke(nothing, arguments));
    }

    private static List<LeadRunEvent> accepted(Decision<LeadRunEvent, ?> decision) {
        return ((Decision.Accepted<LeadRunEvent, ?>) decision).events();
    }

    private static RunnableFlow compiled(Map<String, Object> json) {
        return new RunnableFlow(
                TestFlows.FLOW,
                1,
                TestFlows.ACCOUNT,
                ZoneId.of("America/New_York"),
                ((FlowReader.Result.Sound) FlowReader.read(json)).definition());
    }

    private static Map<String, Object> flow(String method) {
        return TestFlows.json(
                """
                {"name": "Test", "sources": [{"id": "%s", "name": "Web"}],
                 "steps": [%s, {"id": "route", "name": "Route", "type": "routing", "method": "%s",
                    "recipients": [%s, %s]}]}
                """
                        .formatted(TestFlows.SOURCE, buyer(0), method, buyer(1), buyer(2)));
    }

    private static String buyer(int number) {
        return """
        {"id": "b%1$d", "name": "B%1$d", "type": "buyer", "enabled": true, "connection_id": "%2$s",
         "share": ["state"]}
        """
                .formatted(number, IDS.get(number));
    }
}
