package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.Shares;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final String NOT_TX =
            ", \"rule_set\": {\"lhv\": \"lead.state\", \"op\": \"is not equal to\", \"rhv\": \"TX\"}";
    private static final String NOBODY =
            ", \"nobody\": {\"outcome\": \"failure\", \"reason\": \"Nobody wants {{lead.state}}\"}";

    @Test
    void a_waterfall_ends_with_the_first_that_takes_the_lead() {
        Play play = Play.submit(flow("waterfall", NOBODY, abc()), Map.of());
        assertThat(play.waitsFor()).isEqualTo("a");

        play.settles(LeadOutcome.FAILURE);
        assertThat(play.waitsFor()).isEqualTo("b");
        play.settles(LeadOutcome.SUCCESS);

        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
        assertThat(play.completed().revenue()).isEqualByComparingTo("2");
        assertThat(play.only(DataAppended.class).data())
                .containsEntry("outcome", "success")
                .containsEntry("recipient", Map.of("id", "b", "name", "B"))
                .containsEntry("tried", 2);
        assertThat(play.all(RecipientChosen.class))
                .extracting(RecipientChosen::recipientId, RecipientChosen::rank)
                .containsExactly(tuple("a", 1), tuple("b", 2));
    }

    @Test
    void who_may_have_the_lead_without_an_answer_is_the_last_that_is_tried() {
        Play play =
                Play.submit(flow("waterfall", NOBODY, abc()), Map.of())
                        .settles(LeadOutcome.ERROR, false, Map.of());

        assertThat(play.all(RecipientChosen.class)).hasSize(1);
        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
        assertThat(play.only(DataAppended.class).data())
                .containsEntry("outcome", "error")
                .containsEntry("reason", "a said no");
    }

    @Test
    void an_answer_that_says_error_goes_on_to_the_next() {
        Play play =
                Play.submit(flow("in_order", "", abc()), Map.of())
                        .settles(LeadOutcome.ERROR, true, Map.of());

        assertThat(play.waitsFor()).isEqualTo("b");
    }

    @Test
    void when_nobody_takes_it_the_flow_says_what_becomes_of_the_lead() {
        Play play = Play.submit(flow("in_order", NOBODY, abc()), Map.of("state", "OH"));
        for (int i = 0; i < 3; i++) {
            play.settles(LeadOutcome.FAILURE);
        }

        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.FAILURE);
        assertThat(play.completed().decidedBy()).contains("route");
        assertThat(play.completed().reason()).contains("Nobody wants OH");
        assertThat(play.only(DataAppended.class).data())
                .containsEntry("outcome", "failure")
                .containsEntry("reason", "c said no");
    }

    @Test
    void without_that_the_lead_goes_on() {
        Play play =
                Play.submit(flow("in_order", "", recipient("a", ", \"enabled\": false")), Map.of());

        assertThat(play.all(RecipientChosen.class)).isEmpty();
        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
        assertThat(play.only(DataAppended.class).data())
                .containsEntry("reason", "No recipient took the lead");
    }

    @Test
    void to_many_means_that_each_gets_its_turn_and_all_pay() {
        Play play = Play.submit(flow("in_order", ", \"share\": \"many\"", abc()), Map.of());
        play.settles(LeadOutcome.SUCCESS);
        play.settles(LeadOutcome.ERROR, false, Map.of());
        play.settles(LeadOutcome.SUCCESS);

        assertThat(play.completed().revenue()).isEqualByComparingTo("4");
        assertThat(play.all(RecipientChosen.class))
                .extracting(RecipientChosen::recipientId)
                .containsExactly("a", "b", "c");
    }

    @Test
    void each_choice_says_who_else_was_considered_and_why_not() {
        String recipients =
                String.join(
                        ",",
                        recipient("a", ", \"enabled\": false"),
                        recipient("b", NOT_TX),
                        recipient("c", ""),
                        recipient("d", ""));

        RecipientChosen chosen =
                Play.submit(flow("in_order", "", recipients), Map.of("state", "TX"))
                        .only(RecipientChosen.class);

        assertThat(chosen.recipientId()).isEqualTo("c");
        assertThat(chosen.others())
                .containsExactly(
                        considered("a", "disabled", null),
                        considered("b", "criteria", "State must not be TX"),
                        considered("d", "later", null));
    }

    @Test
    void weights_are_kept_within_one_lead_at_any_moment() {
        String recipients =
                String.join(
                        ",",
                        recipient("a", ", \"weight\": 70"),
                        recipient("b", ", \"weight\": 20"),
                        recipient("c", ", \"weight\": 10"));
        Map<String, Long> given =
                given(
                        "weighted",
                        recipients,
                        200,
                        (leads, so) -> {
                            assertThat(so.getOrDefault("a", 0L))
                                    .isBetween(share(leads, 0.7, -1), share(leads, 0.7, 1));
                            assertThat(so.getOrDefault("b", 0L))
                                    .isBetween(share(leads, 0.2, -1), share(leads, 0.2, 1));
                            assertThat(so.getOrDefault("c", 0L))
                                    .isBetween(share(leads, 0.1, -1), share(leads, 0.1, 1));
                        });

        assertThat(given).isEqualTo(Map.of("a", 140L, "b", 40L, "c", 20L));
    }

    @Test
    void round_robin_gives_each_the_same() {
        assertThat(given("round_robin", abc(), 9, (leads, so) -> {}))
                .isEqualTo(Map.of("a", 3L, "b", 3L, "c", 3L));
    }

    @Test
    void the_shares_that_were_read_are_told() {
        RecipientChosen chosen =
                Play.submit(
                                TestLeads.flow(TestFlows.json(flow("round_robin", "", abc()))),
                                Map.of(),
                                new Counted(Map.of("a", -500_000_000L)))
                        .only(RecipientChosen.class);

        assertThat(chosen.recipientId()).isEqualTo("b");
        assertThat(chosen.shares()).isEqualTo(Map.of("a", -500_000_000L));
        assertThat(chosen.parts()).containsOnlyKeys("a", "b", "c");
    }

    @Test
    void only_where_shares_decide_are_they_counted() {
        Play play = Play.submit(flow("in_order", "", abc()), Map.of());
        assertThat(play.only(RecipientChosen.class).parts()).isEmpty();
    }

    @Test
    void by_score_the_one_that_is_worth_most_comes_first_and_a_floor_shuts_out() {
        String inCalifornia =
                "{\"points\": 10, \"rule_set\": {\"lhv\": \"lead.state\", \"op\": \"is equal to\", \"rhv\": \"CA\"}}";
        String recipients =
                String.join(
                        ",",
                        recipient("a", ", \"score\": {\"priority\": 5}"),
                        recipient(
                                "b",
                                ", \"score\": {\"priority\": 1, \"characteristics\": ["
                                        + inCalifornia
                                        + "]}"),
                        recipient("c", ", \"score\": {\"priority\": 3, \"floor\": 4}"));

        RecipientChosen chosen =
                Play.submit(flow("score", "", recipients), Map.of("state", "CA"))
                        .only(RecipientChosen.class);

        assertThat(chosen.recipientId()).isEqualTo("b");
        assertThat(chosen.scored().map(Scored::score)).contains(new BigDecimal("11"));
        assertThat(chosen.others())
                .extracting(LeadRunEvent.Considered::recipientId, LeadRunEvent.Considered::code)
                .containsExactly(tuple("c", "floor"), tuple("a", "later"));
        assertThat(
                        Play.submit(flow("score", "", recipients), Map.of("state", "TX"))
                                .only(RecipientChosen.class)
                                .recipientId())
                .isEqualTo("a");
    }

    @Test
    void a_price_in_the_reply_counts_on_success_and_else_the_fallback() {
        String recipients =
                "{\"id\": \"a\", \"name\": \"A\", \"sale_price\": {\"from\": \"reply\", \"fallback\": 3}, %s}"
                        .formatted(delivery());

        assertThat(revenue(recipients, LeadOutcome.SUCCESS, "9.5")).isEqualByComparingTo("9.5");
        assertThat(revenue(recipients, LeadOutcome.SUCCESS, null)).isEqualByComparingTo("3");
        assertThat(revenue(recipients, LeadOutcome.SUCCESS, "-4")).isZero();
        assertThat(revenue(recipients, LeadOutcome.FAILURE, "9.5")).isZero();
    }

    private static BigDecimal revenue(String recipients, LeadOutcome outcome, String price) {
        return Play.submit(flow("in_order", "", recipients), Map.of())
                .settles(outcome, true, Optional.ofNullable(price).map(BigDecimal::new), Map.of())
                .completed()
                .revenue();
    }

    private interface Check {
        void after(int leads, Map<String, Long> given);
    }

    private static Map<String, Long> given(
            String method, String recipients, int leads, Check check) {
        RunnableFlow flow = TestLeads.flow(TestFlows.json(flow(method, "", recipients)));
        Map<String, Long> given = new HashMap<>();
        Map<String, Long> credits = new HashMap<>();
        for (int lead = 1; lead <= leads; lead++) {
            RecipientChosen chosen =
                    Play.submit(flow, Map.of(), new Counted(Map.copyOf(credits)))
                            .settles(LeadOutcome.SUCCESS)
                            .only(RecipientChosen.class);
            credits.putAll(Shares.after(chosen.shares(), chosen.parts(), chosen.recipientId()));
            given.merge(chosen.recipientId(), 1L, Long::sum);
            check.after(lead, given);
        }
        return given;
    }

    private static long share(int leads, double part, int off) {
        return (long) (off < 0 ? Math.ceil(leads * part) : Math.floor(leads * part)) + off;
    }

    private static LeadRunEvent.Considered considered(String id, String code, String reason) {
        return new LeadRunEvent.Considered(id, code, Optional.ofNullable(reason), Optional.empty());
    }

    private static String abc() {
        List<String> all = new ArrayList<>();
        List.of("a", "b", "c").forEach(id -> all.add(recipient(id, "")));
        return String.join(",", all);
    }

    private static String recipient(String id, String more) {
        return "{\"id\": \"%s\", \"name\": \"%s\", \"sale_price\": \"2\", %s%s}"
                .formatted(id, id.toUpperCase(Locale.ROOT), delivery(), more);
    }

    private static String delivery() {
        return "\"delivery\": {\"format\": \"form\", \"url\": \"https://a.example\"}";
    }

    private static String flow(String method, String more, String recipients) {
        return """
        {"name": "Test", "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
         "steps": [{"id": "route", "name": "Route", "type": "routing", "method": "%s"%s,
             "recipients": [%s]}]}
        """
                .formatted(method, more, recipients);
    }

    /** A lane whose recipients are this short of their shares. */
    private static final class Counted extends NothingRead {
        private final Map<String, Long> given;

        Counted(Map<String, Long> given) {
            super(TestLeads.RECEIVED);
            this.given = given;
        }

        @Override
        public Map<String, Long> shares(UUID flowId, String stepId) {
            return given;
        }
    }
}
