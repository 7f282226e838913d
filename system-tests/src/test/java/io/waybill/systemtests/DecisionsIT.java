package io.waybill.systemtests;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.systemtests.ledger.Entry;
import io.waybill.systemtests.traffic.Http;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the engine decided about leads that all came at once, held against its own ledger. */
@ExtendWith(Installed.class)
final class DecisionsIT {

    /** Fewer than the engine explains at once, so that none is turned away. */
    private static final int EXPLAINED_AT_ONCE = 3;

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static Market market;
    private static List<Entry> ledger;

    @BeforeAll
    static void leads_go_through_all_kinds_of_steps(House house) {
        market = new Market(house);
        market.run();
        ledger = market.ledger();
    }

    @AfterAll
    static void buyers_close() {
        market.close();
    }

    @Test
    void weighted_shares_are_within_one_lead_of_their_target_after_each_lead() {
        Map<String, Integer> given = new HashMap<>();
        int leads = 0;
        for (Entry entry : ledger) {
            if (entry.name().equals("RecipientChosen") && entry.text("stepId").equals("share")) {
                given.merge(entry.text("recipientId"), 1, Integer::sum);
                leads++;
                assertWithinOneLead(given, leads);
            }
        }
        assertThat(leads).isEqualTo(Market.WEIGHTED_LEADS);
    }

    private static void assertWithinOneLead(Map<String, Integer> given, int leads) {
        Market.WEIGHTS.forEach((recipient, percent) -> {
            int off = given.getOrDefault(recipient, 0) * 100 - leads * percent;
            assertThat(Math.abs(off))
                    .as("hundredths of a lead that %s is off after %d leads", recipient, leads)
                    .isLessThanOrEqualTo(100);
        });
    }

    @Test
    void the_leads_met_every_kind_of_decision() {
        assertThat(ledger.stream().map(Entry::name))
                .contains(
                        "LeadRefused",
                        "ListChecked",
                        "FilterStopped",
                        "StepSkipped",
                        "DataAppended",
                        "LookupRequested",
                        "RecipientChosen",
                        "CapOpened",
                        "CapReserved",
                        "CapConfirmed",
                        "CapReleased",
                        "CapReached",
                        "DuplicateReserved",
                        "DuplicateFound");
        assertThat(ledger.stream().filter(entry -> entry.name().equals("StepSettled")))
                .anyMatch(settled -> !settled.flag("certain"));
    }

    @Test
    void the_ledger_keeps_its_rules(House house) {
        assertThat(house.model().brokenRules()).isEmpty();
    }

    @Test
    void each_lead_decided_again_gives_the_events_that_were_recorded() {
        Map<String, List<Entry>> leads =
                ledger.stream().collect(groupingBy(Entry::streamId, LinkedHashMap::new, toList()));
        leads.values().removeIf(events -> !events.getFirst().name().equals("LeadReceived"));
        Map<String, JsonNode> explanations = explained(leads.keySet());

        assertThat(explanations.keySet()).isEqualTo(leads.keySet());
        assertThat(differences(explanations)).isEmpty();
        leads.forEach((lead, events) -> {
            JsonNode explanation = Objects.requireNonNull(explanations.get(lead));
            assertThat(told(explanation)).as(lead).isEqualTo(recorded(events));
            assertThat(sums(explanation)).as(lead).isEqualTo(sums(events));
        });
    }

    /** By lead, what its explanation says comes differently; those that come alike are left out. */
    private static Map<String, String> differences(Map<String, JsonNode> explanations) {
        Map<String, String> differences = new LinkedHashMap<>();
        explanations.forEach((lead, explanation) -> {
            if (!explanation.path("same_when_decided_again").asBoolean()
                    || !explanation.path("differences").isEmpty()) {
                differences.put(lead, explanation.path("differences").toString());
            }
        });
        return differences;
    }

    /** Lead to its explanation, once that knows the lead's end. */
    private static Map<String, JsonNode> explained(Iterable<String> leads) {
        Map<String, JsonNode> explanations = new ConcurrentHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(EXPLAINED_AT_ONCE)) {
            for (String lead : leads) {
                threads.execute(() -> explanations.put(lead, explained(lead)));
            }
        }
        return explanations;
    }

    private static JsonNode explained(String lead) {
        Http.Answer explained =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> market.seller.api().get("/api/runs/" + lead + "/explanation"),
                                answer ->
                                        answer.status() == 200
                                                && answer.json().path("complete").asBoolean());
        return explained.json();
    }

    /** Names of the events that an explanation tells. */
    private static List<String> told(JsonNode explanation) {
        return StreamSupport.stream(explanation.path("trace").spliterator(), false)
                .map(step -> step.path("event").asText())
                .toList();
    }

    private static List<String> recorded(List<Entry> events) {
        return events.stream()
                .map(entry -> entry.name().replaceAll("(?<=[a-z])(?=[A-Z])", "_"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<BigDecimal> sums(JsonNode explanation) {
        return List.of(
                new BigDecimal(explanation.path("price").asText()),
                new BigDecimal(explanation.path("revenue").asText()));
    }

    private static List<BigDecimal> sums(List<Entry> events) {
        Entry completed =
                events.stream()
                        .filter(entry -> entry.name().equals("LeadCompleted"))
                        .findFirst()
                        .orElseThrow();
        return List.of(completed.money("price"), completed.money("revenue"));
    }

    @Test
    void the_counters_folded_anew_equal_those_of_the_running_lane(House house) {
        int lane = ledger.getFirst().partition();
        await().atMost(LIMIT).until(() -> endsWithCheckpoint(house, lane));

        Script.Result proof = house.waybill("rebuild", "engine");

        assertThat(proof.exit()).as(proof.errors()).isZero();
        assertThat(proof.errors())
                .contains("The lanes stand where the ledger says")
                .containsPattern(
                        "partition " + lane + ": \\d+ records, [1-9]\\d* checkpoints, equal")
                .doesNotContain("differs");
    }

    /** The lane has come to rest, and wrote down where it stands. */
    private static boolean endsWithCheckpoint(House house, int lane) {
        List<Entry> all = new ArrayList<>(house.ledger().read("flow.leads"));
        all.removeIf(entry -> entry.partition() != lane);
        return all.getLast().name().equals("LaneCheckpoint");
    }
}
