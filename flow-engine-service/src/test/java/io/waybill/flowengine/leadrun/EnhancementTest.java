package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.LookupRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSkipped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnhancementTest {

    private static final String LOOKUP =
            "\"kind\": \"http_lookup\", \"delivery\": {\"format\": \"json\", \"url\": \"https://a.example\"}";

    @Test
    void a_phone_is_validated_and_its_parts_are_appended() {
        Map<String, Object> good =
                appended("\"kind\": \"phone_validation\"", Map.of("phone_1", "512-789-1111"));
        Map<String, Object> bad =
                appended("\"kind\": \"phone_validation\"", Map.of("phone_1", "not a phone"));
        Map<String, Object> none = appended("\"kind\": \"phone_validation\"", Map.of());

        assertThat(good)
                .containsEntry("outcome", "success")
                .containsEntry("valid", true)
                .containsEntry("normal", "5127891111")
                .containsEntry("area", "512");
        assertThat(bad)
                .containsEntry("outcome", "failure")
                .containsEntry("valid", false)
                .containsEntry("reason", "The phone is not valid");
        assertThat(none)
                .containsEntry("outcome", "failure")
                .containsEntry("valid", false)
                .containsEntry("reason", "There is no phone to validate");
    }

    @Test
    void an_e_mail_is_validated_wherever_it_stands() {
        Map<String, Object> found =
                appended(
                        "\"kind\": \"email_validation\", \"value\": \"{{lead.comments}}\"",
                        Map.of("comments", "Ada@example.org"));

        assertThat(found)
                .containsEntry("outcome", "success")
                .containsEntry("domain", "example.org")
                .containsEntry("normal", "ada@example.org");
    }

    @Test
    void a_table_says_what_belongs_to_a_value() {
        String table =
                "\"kind\": \"value_lookup\", \"value\": \"{{lead.state}}\","
                        + " \"table\": {\"CA\": \"west\", \"NY\": {\"region\": \"east\", \"zone\": 5}}";

        assertThat(appended(table, Map.of("state", " ca")))
                .containsEntry("found", true)
                .containsEntry("value", "west");
        assertThat(appended(table, Map.of("state", "NY")))
                .containsEntry("region", "east")
                .containsEntry("zone", 5);
        assertThat(appended(table, Map.of("state", "TX")))
                .containsEntry("found", false)
                .containsEntry("outcome", "failure");
        assertThat(appended(table + ", \"otherwise\": \"south\"", Map.of("state", "TX")))
                .containsEntry("found", false)
                .containsEntry("outcome", "success")
                .containsEntry("value", "south");
    }

    @Test
    void a_score_shows_its_parts() {
        Map<String, Object> score =
                appended(
                        """
                        "kind": "quality_score", "parts": [
                            {"name": "mail", "points": 30, "rule_set": {"lhv": "lead.email", "op": "is not blank"}},
                            {"name": "phone", "points": 50, "rule_set": {"lhv": "lead.phone_1", "op": "format is valid"}},
                            {"name": "late", "points": -5.5, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}]
                        """,
                        Map.of("email", "ada@example.org", "state", "CA"));

        assertThat(score)
                .containsEntry("score", new BigDecimal("24.5"))
                .containsEntry("highest", new BigDecimal("80"));
        assertThat(score.get("parts"))
                .isEqualTo(
                        List.of(
                                part("mail", "30", "30"),
                                part("phone", "50", "0"),
                                part("late", "-5.5", "-5.5")));
    }

    @Test
    void later_steps_read_what_was_appended_under_the_key() {
        String flow =
                flow(
                        "\"key\": \"scored\", \"kind\": \"quality_score\", \"parts\": []",
                        "scored.score");

        Play play = Play.submit(flow, Map.of());

        assertThat(play.completed().reason()).contains("0 success");
    }

    @Test
    void a_look_up_asks_delivery_and_appends_the_reply() {
        Play play = Play.submit(flow("\"key\": \"found\", " + LOOKUP, "found.income"), Map.of());

        assertThat(play.waitsFor()).isEqualTo("e");
        assertThat(play.only(LookupRequested.class).settleWithin()).hasSeconds(30);
        play.settles(LeadOutcome.SUCCESS, true, Map.of("income", 0));

        assertThat(play.only(DataAppended.class).eventId())
                .contains(play.only(LookupRequested.class).eventId());
        assertThat(play.completed().reason()).contains("0 success");
        assertThat(play.completed().revenue()).isZero();
    }

    @Test
    void a_look_up_without_an_answer_is_an_error_of_the_step_alone() {
        String flow = flow("\"key\": \"found\", " + LOOKUP, "found.income");

        Play play = Play.submit(flow, Map.of()).settles(LeadOutcome.ERROR, false, Map.of());

        assertThat(play.only(DataAppended.class).data()).containsEntry("outcome", "error");
        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
    }

    @Test
    void a_skipped_enhancement_leaves_no_value_behind() {
        String flow =
                flow(
                        "\"key\": \"scored\", \"kind\": \"quality_score\", \"parts\": [],"
                                + " \"rule_set\": {\"lhv\": \"lead.state\", \"op\": \"is equal to\", \"rhv\": \"CA\"}",
                        "scored.score");

        Play play = Play.submit(flow, Map.of("state", "TX"));

        assertThat(play.only(StepSkipped.class).reason()).contains("State must be CA");
        assertThat(play.completed().reason()).isEmpty();
    }

    @Test
    void a_buyer_step_is_skipped_while_no_partner_is_connected() {
        String flow =
                """
                {"name": "Test", "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
                 "steps": [{"id": "b", "name": "Partner", "type": "buyer"},
                     {"id": "f", "name": "F", "type": "filter", "reason": "{{partner.reason}}",
                      "rule_set": {"lhv": "partner.outcome", "op": "is equal to", "rhv": "skip"}}]}
                """;

        assertThat(Play.submit(flow, Map.of()).completed().reason())
                .contains("No partner is connected");
    }

    private static Map<String, Object> part(String name, String points, String given) {
        return Map.of(
                "name", name, "points", new BigDecimal(points), "given", new BigDecimal(given));
    }

    private static Map<String, Object> appended(String kind, Map<String, Object> data) {
        Play play = Play.submit(flow("\"key\": \"found\", " + kind, "found.nothing"), data);
        assertThat(play.only(DataAppended.class).eventId()).isEqualTo(Optional.empty());
        return play.only(DataAppended.class).data();
    }

    /** One enhancement, and a filter that stops a lead for which a value of it is 0. */
    private static String flow(String enhancement, String value) {
        return """
        {"name": "Test", "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
         "steps": [{"id": "e", "name": "E", "type": "enhancement", %s},
             {"id": "f", "name": "F", "type": "filter", "reason": "{{%s}} {{%s.outcome}}",
              "rule_set": {"lhv": "%s", "op": "is equal to", "rhv": 0}}]}
        """
                .formatted(enhancement, value, value.substring(0, value.indexOf('.')), value);
    }
}
