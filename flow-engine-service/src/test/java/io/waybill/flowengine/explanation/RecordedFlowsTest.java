package io.waybill.flowengine.explanation;

import static io.waybill.flowengine.explanation.RecordingLane.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.CapScope;
import io.waybill.flowengine.counter.Tally;
import io.waybill.flowengine.explanation.RecordingLane.Run;
import io.waybill.flowengine.leadrun.LeadRunEvent;
import io.waybill.flowengine.leadrun.Scored;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows that read caps, earlier leads and lists are decided again from the ledger alone. */
class RecordedFlowsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
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

    private final RecordingLane lane = new RecordingLane();

    @Test
    void what_a_step_found_is_not_what_a_list_said() {
        Run run =
                lane.run(
                        flow("\"fields\": []", TABLE + "," + SUPPRESSION), "CA", "ada@example.org");

        assertThat(run.differences()).isEmpty();
    }

    @Test
    void caps_of_one_window_open_with_their_own_counts() {
        lane.counters()
                .addTally(
                        CapScope.flow(TestFlows.FLOW),
                        Tally.Bucket.of(NOW),
                        new Tally(7, new BigDecimal("91.0000")));

        Run run = lane.run(flow(TWO_CAPS, TABLE), "CA", "ada@example.org");

        assertThat(run.differences()).isEmpty();
    }

    @Test
    void the_room_that_was_left_is_recorded() {
        Map<String, Object> flow =
                flow("\"fields\": []", routing(recipient("a", 9), recipient("b", 2)));

        Run run = lane.run(flow, "CA", "ada@example.org");

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

        assertThat(lane.run(flow, "CA", "ada@example.org").differences()).isEmpty();
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
            Run run = lane.run(flow, random.nextBoolean() ? "CA" : "TX", email);

            assertThat(run.differences()).isEmpty();
        }
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
}
