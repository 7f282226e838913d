package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.leadrun.LeadRunEvent.NobodyChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What recipients have done lately decides who gets the lead, as the seller weighs it. */
class HistoryScoreTest {

    private static final String BOTH = "{\"acceptance\": 10, \"conversion\": 20}";
    private static final String SEGMENTS =
            """
            , "segments": [
              {"name": "Gold", "score": 5, "rule_set": {"op": "and", "rules": [
                 {"lhv": "recipient.technical_class", "op": "is equal to", "rhv": "api"},
                 {"lhv": "recipient.value", "op": "is greater than", "rhv": 20}]}},
              {"name": "Large", "score": 3, "rule_set":
                 {"lhv": "recipient.volume", "op": "is greater than", "rhv": 100}},
              {"name": "Others", "score": -2}]
            """;

    @Test
    void who_accepts_more_and_converts_more_comes_first() {
        RecipientChosen chosen =
                chosen(
                        flow("", recipient("a", BOTH), recipient("b", BOTH)),
                        Map.of("a", history(100, 50, 5), "b", history(100, 80, 20)));

        assertThat(chosen.recipientId()).isEqualTo("b");
        assertThat(chosen.scored().orElseThrow().score()).isEqualByComparingTo("13");
        assertThat(chosen.scored().orElseThrow().parts())
                .extracting(Scored.Part::part, Scored.Part::points, Scored.Part::neutral)
                .containsExactly(
                        tuple("acceptance", new BigDecimal("8.0000"), false),
                        tuple("conversion", new BigDecimal("5.0000"), false));
        assertThat(chosen.others().getFirst().scored().orElseThrow().score())
                .isEqualByComparingTo("7");
    }

    @Test
    void what_was_read_is_told_of_who_is_chosen_and_who_is_not() {
        History ofA = history(100, 50, 5);
        History ofB = history(100, 80, 20);

        RecipientChosen chosen =
                chosen(
                        flow("", recipient("a", BOTH), recipient("b", BOTH)),
                        Map.of("a", ofA, "b", ofB));

        assertThat(chosen.scored().orElseThrow().history()).contains(ofB);
        assertThat(chosen.others().getFirst().scored().orElseThrow().history()).contains(ofA);
    }

    @Test
    void who_has_no_history_is_taken_for_what_the_others_do_together() {
        RecipientChosen chosen =
                chosen(
                        flow("", recipient("a", BOTH), recipient("b", BOTH), recipient("c", BOTH)),
                        Map.of("a", history(100, 90, 0), "b", history(300, 70, 40)));

        Scored ofNew = of(chosen, "c");
        assertThat(ofNew.history()).isEmpty();
        assertThat(ofNew.parts())
                .extracting(Scored.Part::part, Scored.Part::points, Scored.Part::neutral)
                .containsExactly(
                        tuple("acceptance", new BigDecimal("4.0000"), true),
                        tuple("conversion", new BigDecimal("5.0000"), true));
    }

    @Test
    void where_nobody_has_one_all_are_taken_for_the_middle() {
        RecipientChosen chosen =
                chosen(flow("", recipient("a", BOTH), recipient("b", BOTH)), Map.of());

        assertThat(chosen.recipientId()).isEqualTo("a");
        assertThat(chosen.scored().orElseThrow().score()).isEqualByComparingTo("15");
        assertThat(chosen.scored().orElseThrow().parts()).allMatch(Scored.Part::neutral);
    }

    @Test
    void without_a_weight_nothing_is_read() {
        RecipientChosen chosen =
                chosen(
                        flow("", recipient("a", "{\"priority\": 1}")),
                        Map.of("a", history(100, 90, 9)));

        assertThat(chosen.scored().orElseThrow().history()).isEmpty();
        assertThat(chosen.scored().orElseThrow().parts())
                .extracting(Scored.Part::part)
                .containsExactly("priority");
    }

    @Test
    void a_recipient_is_in_the_first_segment_that_it_fits() {
        String weight = "{\"segment\": 2}";
        Map<String, History> histories =
                Map.of(
                        "a", history(200, 100, 0, "3000"),
                        "b", history(200, 100, 0, "1000"),
                        "c", history(50, 10, 0, "500"),
                        "d", history(50, 10, 0, "500"));
        String flow =
                flow(
                        SEGMENTS,
                        recipient("a", weight, "api"),
                        recipient("b", weight, "api"),
                        recipient("c", weight, "mail"),
                        recipient("d", "{\"priority\": 1}", "api"),
                        recipient("e", weight));

        RecipientChosen chosen = chosen(flow, histories);

        assertThat(of(chosen, "a").segment()).contains("Gold");
        assertThat(of(chosen, "a").score()).isEqualByComparingTo("10");
        assertThat(of(chosen, "b").segment()).contains("Large");
        assertThat(of(chosen, "c").segment()).contains("Others");
        assertThat(of(chosen, "c").score()).isEqualByComparingTo("-4");
        assertThat(of(chosen, "d").segment()).isEmpty();
        assertThat(of(chosen, "e").segment()).contains("Others");
    }

    @Test
    void a_floor_shuts_out_who_accepts_too_little_and_that_is_told() {
        Play play =
                play(
                        flow("", recipient("a", "{\"acceptance\": 10, \"floor\": 3}")),
                        Map.of("a", history(100, 29, 0)));

        assertThat(play.all(RecipientChosen.class)).isEmpty();
        assertThat(play.only(NobodyChosen.class).others())
                .singleElement()
                .satisfies(other -> {
                    assertThat(other.code()).isEqualTo("floor");
                    assertThat(other.scored().orElseThrow().score()).isEqualByComparingTo("2.9");
                });
    }

    @Test
    void counts_that_cannot_be_are_held_within_bounds() {
        RecipientChosen chosen =
                chosen(flow("", recipient("a", BOTH)), Map.of("a", history(10, 40, -5)));

        assertThat(chosen.scored().orElseThrow().score()).isEqualByComparingTo("10");
    }

    private static Scored of(RecipientChosen chosen, String id) {
        return chosen.recipientId().equals(id)
                ? chosen.scored().orElseThrow()
                : chosen.others().stream()
                        .filter(other -> other.recipientId().equals(id))
                        .findFirst()
                        .flatMap(LeadRunEvent.Considered::scored)
                        .orElseThrow();
    }

    private static RecipientChosen chosen(String flow, Map<String, History> histories) {
        return play(flow, histories).only(RecipientChosen.class);
    }

    private static Play play(String flow, Map<String, History> histories) {
        return Play.submit(TestLeads.flow(TestFlows.json(flow)), Map.of(), new Knowing(histories));
    }

    private static History history(long delivered, long accepted, long converted) {
        return history(delivered, accepted, converted, "0");
    }

    private static History history(long delivered, long accepted, long converted, String revenue) {
        return new History(
                Instant.parse("2026-03-04T00:00:00Z"),
                30,
                delivered,
                accepted,
                converted,
                0,
                new BigDecimal(revenue));
    }

    private static String recipient(String id, String score) {
        return recipient(id, score, "");
    }

    private static String recipient(String id, String score, String technicalClass) {
        return """
        {"id": "%1$s", "name": "%1$s", "score": %2$s, "technical_class": "%3$s",
         "delivery": {"format": "form", "url": "https://a.example"}}
        """
                .formatted(id, score, technicalClass);
    }

    private static String flow(String more, String... recipients) {
        return """
        {"name": "Test", "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
         "steps": [{"id": "route", "name": "Route", "type": "routing", "method": "score"%s,
             "recipients": [%s]}]}
        """
                .formatted(more, String.join(",", recipients));
    }

    private static final class Knowing extends NothingRead {

        private final Map<String, History> histories;

        Knowing(Map<String, History> histories) {
            super(TestLeads.RECEIVED);
            this.histories = histories;
        }

        @Override
        public Optional<History> history(UUID flowId, String recipientId) {
            return Optional.ofNullable(histories.get(recipientId));
        }
    }
}
