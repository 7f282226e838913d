package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunCommand.SettleStep;
import io.waybill.flowengine.leadrun.LeadRunCommand.SubmitLead;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a flow decides of a lead can be decided again from what the ledger holds. */
class RedecidingTest {

    private static final int LEADS = 60;
    private static final LeadRunDecider DECIDER =
            new LeadRunDecider((lead, step, run) ->
                    UUID.nameUUIDFromBytes((lead + step).getBytes(StandardCharsets.UTF_8)));
    private static final List<String> STATES = List.of("CA", "TX", "FL", "NY", "");
    private static final List<String> METHODS =
            List.of("in_order", "waterfall", "weighted", "round_robin", "score");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void the_events_are_the_same(long seed) {
        Random random = new Random(seed);
        RunnableFlow flow = TestLeads.flow(TestFlows.json(flow(random)));
        Map<String, Long> given = new HashMap<>();

        for (int i = 0; i < LEADS; i++) {
            List<LeadRunEvent> events = run(flow, random, Map.copyOf(given));
            events.stream()
                    .filter(RecipientChosen.class::isInstance)
                    .map(RecipientChosen.class::cast)
                    .forEach(chosen -> given.merge(chosen.recipientId(), 1L, Long::sum));

            assertThat(again(flow, events)).isEqualTo(events);
        }
    }

    private static List<LeadRunEvent> run(
            RunnableFlow flow, Random random, Map<String, Long> given) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", any(random, STATES));
        data.put("email", random.nextInt(4) == 0 ? "" : "ada@example.org");
        data.put("phone_1", random.nextBoolean() ? "512-789-1111" : "none");
        Lead from = TestLeads.from("CA");
        Lead lead =
                new Lead(
                        new UUID(seedOf(random), 7),
                        from.flowId(),
                        1,
                        from.sourceId(),
                        from.receivedAt().plusSeconds(random.nextInt(200_000)),
                        random.nextLong(1L << 53),
                        false,
                        data,
                        Optional.empty());
        Readings readings = new Given(given);
        List<LeadRunEvent> events = new ArrayList<>();
        LeadRun run = tell(events, new LeadRun.Absent(), submit(lead), flow, readings);
        while (run instanceof LeadRun.Waiting waiting) {
            LeadOutcome outcome = any(random, List.of(LeadOutcome.values()));
            Settlement settlement =
                    new Settlement(
                            outcome,
                            outcome != LeadOutcome.ERROR || random.nextBoolean(),
                            Optional.of("because " + random.nextInt(9)),
                            random.nextBoolean()
                                    ? Optional.of(new BigDecimal("7.5"))
                                    : Optional.empty(),
                            Optional.empty(),
                            Map.of("rank", random.nextInt(9)));
            SettleStep settle = new SettleStep(waiting.eventId(), settlement);
            run = tell(events, run, settle, flow, readings);
        }
        return events;
    }

    /** The commands and the readings are those that the events tell. */
    private static List<LeadRunEvent> again(RunnableFlow flow, List<LeadRunEvent> recorded) {
        List<LeadRunEvent> events = new ArrayList<>();
        LeadRun run = new LeadRun.Absent();
        Map<String, Long> shares = Map.of();
        for (LeadRunEvent event : recorded) {
            if (event instanceof RecipientChosen chosen && !chosen.shares().isEmpty()) {
                shares = chosen.shares();
            }
        }
        Readings readings = new Given(shares);
        for (LeadRunEvent event : recorded) {
            Optional<LeadRunCommand> command =
                    switch (event) {
                        case LeadReceived received -> Optional.of(submit(received.lead()));
                        case StepSettled settled ->
                                Optional.of(
                                        new SettleStep(settled.eventId(), settled.settlement()));
                        case LeadRunEvent.DataAppended appended ->
                                appended.eventId().map(id -> lookedUp(id, appended.data()));
                        default -> Optional.empty();
                    };
            if (command.isPresent()) {
                run = tell(events, run, command.get(), flow, readings);
            }
        }
        return events;
    }

    private static LeadRunCommand lookedUp(UUID eventId, Map<String, Object> data) {
        Map<String, Object> captured = new LinkedHashMap<>(data);
        Object outcome = captured.remove("outcome");
        Object reason = captured.remove("reason");
        Object price = captured.remove("price");
        return new SettleStep(
                eventId,
                new Settlement(
                        LeadOutcome.of(String.valueOf(outcome)).orElseThrow(),
                        true,
                        Optional.ofNullable(reason).map(Object::toString),
                        Optional.ofNullable(price).map(BigDecimal.class::cast),
                        Optional.empty(),
                        captured));
    }

    private static SubmitLead submit(Lead lead) {
        return new SubmitLead(lead, Optional.empty());
    }

    private static LeadRun tell(
            List<LeadRunEvent> events,
            LeadRun run,
            LeadRunCommand command,
            RunnableFlow flow,
            Readings readings) {
        LeadRun next = run;
        Decision<LeadRunEvent, LeadRunRefusal> decision =
                DECIDER.decide(run, command, flow, readings);
        for (LeadRunEvent event : ((Decision.Accepted<LeadRunEvent, ?>) decision).events()) {
            events.add(event);
            next = LeadRun.evolve(next, event);
        }
        return next;
    }

    private static String flow(Random random) {
        List<String> steps = new ArrayList<>();
        int most = 3 + random.nextInt(6);
        for (int i = 0; i < most; i++) {
            steps.add(step(random, "s" + i));
        }
        return """
        {"name": "Any", "purchase_price": {"prices": [{"amount": 3}, {"amount": 5, "rule_set": %s}]},
         "acceptance": {"rule_set": %s}, %s
         "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form",
             "mappings": [{"property": "lead.city", "value": "In {{lead.state}} {{random}}"}]}],
         "steps": [%s]}
        """
                .formatted(
                        rule(random),
                        random.nextBoolean() ? "{\"op\": \"and\", \"rules\": []}" : rule(random),
                        random.nextInt(4) == 0
                                ? "\"hours_of_operation\": {\"days\": {\"wednesday\": [[\"00:00\", \"24:00\"]]}},"
                                : "",
                        String.join(",", steps));
    }

    private static String step(Random random, String id) {
        String head = "\"id\": \"%1$s\", \"name\": \"%1$s\", \"key\": \"%1$s\"".formatted(id);
        String criteria = random.nextInt(3) == 0 ? ", \"rule_set\": " + rule(random) : "";
        return switch (random.nextInt(6)) {
            case 0 ->
                    "{%s, \"type\": \"filter\", \"rule_set\": {\"op\": \"and\", \"rules\": [%s, {\"lhv\": \"random\", \"op\": \"is less than\", \"rhv\": 30}]}}"
                            .formatted(head, rule(random));
            case 1 ->
                    "{%s, \"type\": \"enhancement\", \"kind\": \"phone_validation\"%s}"
                            .formatted(head, criteria);
            case 2 ->
                    "{%s, \"type\": \"enhancement\", \"kind\": \"quality_score\", \"parts\": [{\"points\": 5, \"rule_set\": %s}]%s}"
                            .formatted(head, rule(random), criteria);
            case 3 ->
                    "{%s, \"type\": \"enhancement\", \"kind\": \"http_lookup\", %s%s}"
                            .formatted(head, delivery(), criteria);
            case 4 -> recipient(random, head, criteria);
            default -> routing(random, head, id, criteria);
        };
    }

    private static String recipient(Random random, String head, String criteria) {
        String price =
                random.nextBoolean() ? "\"4\"" : "{\"from\": \"reply\", \"fallback\": \"1\"}";
        return "{%s, \"type\": \"recipient\", \"sale_price\": %s, %s%s}"
                .formatted(head, price, delivery(), criteria);
    }

    private static String routing(Random random, String head, String id, String criteria) {
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "\"id\": \"%1$s%2$s\", \"name\": \"%1$s%2$s\"".formatted(id, "r" + i);
            String worth =
                    ", \"weight\": %d, \"score\": {\"priority\": %d, \"floor\": 2}"
                            .formatted(1 + random.nextInt(9), random.nextInt(9));
            recipients.add(
                    recipient(
                            random,
                            name,
                            worth
                                    + (random.nextBoolean()
                                            ? ", \"rule_set\": " + rule(random)
                                            : "")));
        }
        String method = any(random, METHODS);
        String share = method.equals("waterfall") || random.nextBoolean() ? "exclusive" : "many";
        return "{%s, \"type\": \"routing\", \"method\": \"%s\", \"share\": \"%s\", \"nobody\": {\"outcome\": \"failure\"}, \"recipients\": [%s]%s}"
                .formatted(head, method, share, String.join(",", recipients), criteria);
    }

    private static String rule(Random random) {
        return "{\"lhv\": \"lead.state\", \"op\": \"%s\", \"rhv\": \"%s\"}"
                .formatted(
                        random.nextBoolean() ? "is equal to" : "is not equal to",
                        any(random, List.of("CA", "TX", "FL")));
    }

    private static String delivery() {
        return "\"delivery\": {\"format\": \"form\", \"url\": \"https://a.example\"}";
    }

    private static <T> T any(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private static long seedOf(Random random) {
        return random.nextLong();
    }

    /** A lane that has given these leads. */
    private static final class Given extends NothingRead {

        private final Map<String, Long> given;

        Given(Map<String, Long> given) {
            super(TestLeads.RECEIVED);
            this.given = given;
        }

        @Override
        public Map<String, Long> shares(UUID flowId, String stepId) {
            return given;
        }
    }
}
