package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flow.v1.NobodyChosen;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.RecipientCounts;
import io.waybill.flow.v1.RecipientHistory;
import io.waybill.flowengine.TestFlows;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reporting tells the lane how recipients do, and the lane chooses by it. */
class LaneHistoriesTopologyTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final String RECIPIENT =
            """
            {"id": "%1$s", "name": "%1$s", "score": {"acceptance": 10, "floor": 2},
             "delivery": {"format": "form", "url": "https://a.example"}}
            """;
    private static final String FLOW =
            """
            {"name": "Solar", "sources": [{"id": "%s", "name": "Web form"}],
             "steps": [{"id": "route", "name": "Route", "type": "routing", "method": "score",
                "recipients": [%s, %s]}]}
            """
                    .formatted(
                            TestFlows.SOURCE, RECIPIENT.formatted("a"), RECIPIENT.formatted("b"));

    private final LaneFixture lane = new LaneFixture().withFlow(FLOW);

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void before_anything_is_told_all_are_the_same() {
        RecipientChosen chosen = chosen(lane);

        assertThat(chosen.getRecipientId()).isEqualTo("a");
        assertThat(chosen.getScore()).isEqualTo("5.0000");
        assertThat(chosen.getHistory()).isNull();
        assertThat(chosen.getScoreParts())
                .singleElement()
                .satisfies(part -> assertThat(part.getNeutral()).isTrue());
    }

    @Test
    void the_newest_history_decides_and_stands_on_the_ledger() {
        lane.pipe(told("a", NOON, 100, 30));
        lane.pipe(told("b", NOON, 100, 90));

        RecipientChosen chosen = chosen(lane);

        assertThat(chosen.getRecipientId()).isEqualTo("b");
        assertThat(chosen.getScore()).isEqualTo("9.0000");
        assertThat(chosen.getHistory()).isEqualTo(counts(NOON, 100, 90));
        assertThat(chosen.getOthers().getFirst().getHistory()).isEqualTo(counts(NOON, 100, 30));
    }

    @Test
    void what_comes_late_or_again_changes_nothing() {
        lane.pipe(told("a", NOON, 100, 50));
        lane.pipe(told("b", NOON, 100, 90));
        byte[] known = stored("b");

        lane.pipe(told("b", NOON.minusSeconds(300), 90, 20));
        lane.pipe(told("b", NOON, 100, 90));
        lane.pipe(told("b", NOON, 100, 10));

        assertThat(stored("b")).isEqualTo(known);
        assertThat(chosen(lane).getRecipientId()).isEqualTo("b");
        lane.pipe(told("b", NOON.plusSeconds(300), 100, 10));
        assertThat(chosen(lane).getRecipientId()).isEqualTo("a");
    }

    @Test
    void another_account_cannot_speak_of_the_recipients_of_this_one() {
        RecipientHistory foreign = told("b", NOON, 100, 100);
        lane.pipe(
                RecipientHistory.newBuilder(foreign)
                        .setMeta(
                                EventMeta.newBuilder(foreign.getMeta())
                                        .setAccountId(new UUID(6, 6))
                                        .build())
                        .build());

        assertThat(chosen(lane).getHistory()).isNull();
    }

    @Test
    void that_nobody_is_worth_enough_stands_on_the_ledger_with_what_was_read() {
        lane.pipe(told("a", NOON, 100, 10));
        lane.pipe(told("b", NOON, 100, 19));

        lane.pipe(TestSubmission.from(lane, "CA").request());

        assertThat(lane.drain(Topic.FLOW_LEADS))
                .filteredOn(NobodyChosen.class::isInstance)
                .singleElement()
                .satisfies(record ->
                        assertThat(((NobodyChosen) record).getOthers())
                                .extracting(other -> other.getCode() + " " + other.getScore())
                                .containsExactly("floor 1.0000", "floor 1.9000"));
    }

    @Test
    void a_lane_that_was_restored_knows_what_it_was_told() {
        lane.pipe(told("a", NOON, 100, 30));
        lane.pipe(told("b", NOON, 100, 90));
        try (LaneFixture restored = new LaneFixture().withFlow(FLOW)) {
            try (KeyValueIterator<String, byte[]> all = lane.store(LaneTopology.LIST).all()) {
                all.forEachRemaining(
                        entry -> restored.store(LaneTopology.LIST).put(entry.key, entry.value));
            }

            restored.pipe(told("b", NOON.minusSeconds(1), 100, 0));

            assertThat(chosen(restored).getRecipientId()).isEqualTo("b");
        }
    }

    @Test
    void what_it_is_told_is_not_counted() {
        byte[] before = digest();

        lane.pipe(told("a", NOON, 100, 30));

        assertThat(digest()).isEqualTo(before);
        assertThat(lane.keys(LaneTopology.COUNTER)).isEmpty();
        lane.assertNothingMore();
    }

    private byte[] digest() {
        return new CounterStore(lane.store(LaneTopology.COUNTER)).digest(LaneFixture.START).hash();
    }

    private static RecipientChosen chosen(LaneFixture lane) {
        lane.pipe(TestSubmission.from(lane, "CA").request());
        return lane.drain(Topic.FLOW_LEADS).stream()
                .filter(RecipientChosen.class::isInstance)
                .map(RecipientChosen.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private byte[] stored(String step) {
        return lane.store(LaneTopology.LIST)
                .get("h/" + TestFlows.ACCOUNT + "/" + TestFlows.FLOW + "/" + step);
    }

    private static RecipientHistory told(String step, Instant asOf, long delivered, long accepted) {
        return RecipientHistory.newBuilder()
                .setMeta(TestVersions.meta(TestFlows.FLOW, 0))
                .setFlowId(TestFlows.FLOW)
                .setStepId(step)
                .setCounts(counts(asOf, delivered, accepted))
                .build();
    }

    private static RecipientCounts counts(Instant asOf, long delivered, long accepted) {
        return new RecipientCounts(
                asOf, 30, delivered, accepted, 0L, 0L, new BigDecimal("120.0000"));
    }
}
