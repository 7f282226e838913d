package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedbackReaderTest {

    private static final String OF_STEP = "steps/1/feedback";
    private static final String OF_SOURCE = "sources/0/feedback";
    private static final Map<String, ?> CLOSED =
            Map.of(
                    "id",
                    "sale_closed",
                    "values",
                    List.of(Map.of("id", "amount", "type", "number", "required", true)));
    private static final Map<String, ?> DELIVERY =
            Map.of("format", "form", "url", "https://source.example/returns");

    private static List<String> flaws(Map<String, Object> flow) {
        return switch (FlowReader.read(flow)) {
            case FlowReader.Result.Sound _ -> List.of();
            case FlowReader.Result.Unsound(List<Flaw> flaws) ->
                    flaws.stream().map(Flaw::field).toList();
        };
    }

    private static List<String> flawsOf(String path, Object feedback) {
        return flaws(TestFlows.solar(path, feedback));
    }

    @Test
    void all_that_can_be_said_of_feedback_can_be_deployed() {
        Map<String, Object> flow =
                TestFlows.solar(
                        OF_STEP,
                        Map.of(
                                "return",
                                Map.of(
                                        "max_age_days",
                                        7,
                                        "resell",
                                        true,
                                        "quota",
                                        Map.of("share", "12.5", "per", "month"),
                                        "rule_set",
                                        Map.of(
                                                "op",
                                                "and",
                                                "rules",
                                                List.of(
                                                        Map.of(
                                                                "lhv",
                                                                "feedback.reason",
                                                                "op",
                                                                "is not blank"))),
                                        "reason",
                                        "{{recipient.name}} must say why"),
                                "sale_closed",
                                Map.of("enabled", false),
                                "access",
                                Map.of("key", "wbs1:k1:AAAA")));
        flow.put("feedback_types", List.of(CLOSED));

        assertThat(flaws(flow)).isEmpty();
    }

    @Test
    void a_source_is_told_now_or_in_a_batch_that_a_destination_collects() {
        String destination = UUID.randomUUID().toString();

        assertThat(flawsOf(OF_SOURCE, sends(Map.of("delivery", DELIVERY)))).isEmpty();
        assertThat(
                        flawsOf(
                                OF_SOURCE,
                                sends(Map.of("when", "batch", "destination_id", destination))))
                .isEmpty();
        assertThat(flawsOf(OF_SOURCE, sends(Map.of("when", "batch", "delivery", DELIVERY))))
                .containsExactly("sources[0].feedback.return.send.destination_id");
        assertThat(flawsOf(OF_SOURCE, sends(Map.of("when", "never", "delivery", DELIVERY))))
                .containsExactly("sources[0].feedback.return.send.when");
        assertThat(flawsOf(OF_SOURCE, sends(Map.of())))
                .containsExactly("sources[0].feedback.return.send.delivery");
    }

    @Test
    void a_source_that_is_a_flow_needs_its_address_and_the_event_that_came_along() {
        Map<String, String> whole =
                Map.of("url", "https://waybill.example/feedback", "event_id", "{{lead.state}}");

        assertThat(flawsOf(OF_SOURCE, sends(Map.of("waybill", whole)))).isEmpty();
        assertThat(flawsOf(OF_SOURCE, sends(Map.of("waybill", Map.of()))))
                .containsExactlyInAnyOrder(
                        "sources[0].feedback.return.send.waybill.url",
                        "sources[0].feedback.return.send.waybill.event_id");
        assertThat(
                        flawsOf(
                                OF_SOURCE,
                                sends(
                                        Map.of(
                                                "waybill",
                                                whole,
                                                "when",
                                                "batch",
                                                "delivery",
                                                DELIVERY))))
                .containsExactlyInAnyOrder(
                        "sources[0].feedback.return.send.when",
                        "sources[0].feedback.return.send.delivery");
    }

    private static Map<String, ?> sends(Map<String, ?> send) {
        return Map.of("return", Map.of("send", send));
    }

    @Test
    void a_type_that_the_flow_does_not_know_is_a_flaw() {
        assertThat(flawsOf(OF_STEP, Map.of("sale_closed", Map.of())))
                .containsExactly("steps[1].feedback.sale_closed");
        assertThat(flawsOf(OF_SOURCE, Map.of("access", Map.of())))
                .containsExactly("sources[0].feedback.access");
    }

    @Test
    void types_and_values_have_names_of_their_own() {
        Map<String, Object> flow =
                TestFlows.solar(
                        "feedback_types",
                        List.of(
                                Map.of("id", "Sale"),
                                Map.of("id", "access"),
                                CLOSED,
                                CLOSED,
                                Map.of(
                                        "id",
                                        "stage",
                                        "values",
                                        List.of(
                                                Map.of("id", "reason", "type", "string"),
                                                Map.of("id", "when", "type", "moment")))));

        assertThat(flaws(flow))
                .containsExactlyInAnyOrder(
                        "feedback_types[0].id",
                        "feedback_types[1].id",
                        "feedback_types[3].id",
                        "feedback_types[4].values[0].id",
                        "feedback_types[4].values[1].type");
    }

    @Test
    void limits_are_numbers_that_can_be_met() {
        assertThat(flawsOf(OF_STEP, Map.of("return", Map.of("max_age_days", 0))))
                .containsExactly("steps[1].feedback.return.max_age_days");
        assertThat(flawsOf(OF_STEP, quota(Map.of("share", 101, "per", "day"))))
                .containsExactly("steps[1].feedback.return.quota.share");
        assertThat(flawsOf(OF_STEP, quota(Map.of("maximum", 5, "per", "hour"))))
                .containsExactly("steps[1].feedback.return.quota.per");
        assertThat(flawsOf(OF_STEP, quota(Map.of("per", "day"))))
                .containsExactly("steps[1].feedback.return.quota.maximum");
        assertThat(flawsOf(OF_STEP, quota(Map.of("maximum", 5, "per", "day", "time_zone", "Moon"))))
                .containsExactly("steps[1].feedback.return.quota.time_zone");
        assertThat(flawsOf(OF_STEP, Map.of("return", Map.of("reasons", List.of("Fake", "")))))
                .containsExactly("steps[1].feedback.return.reasons");
    }

    private static Map<String, ?> quota(Map<String, ?> quota) {
        return Map.of("return", Map.of("quota", quota));
    }

    @Test
    void rules_about_feedback_read_the_lead_and_not_what_its_run_knew() {
        assertThat(flawsOf(OF_STEP, reason("{{submission.ip}}")))
                .containsExactly("steps[1].feedback.return.reason");
        assertThat(flawsOf(OF_STEP, reason("{{lead.nothing}}")))
                .containsExactly("steps[1].feedback.return.reason");
        assertThat(flawsOf(OF_STEP, reason("{{lead.state}} {{feedback.type}}"))).isEmpty();
    }

    private static Map<String, ?> reason(String template) {
        return Map.of("return", Map.of("reason", template));
    }

    @Test
    void secrets_of_feedback_are_found_where_they_stand() {
        Map<String, Object> flow =
                TestFlows.solar(
                        OF_STEP,
                        Map.of("access", Map.of("key", "a key of some length", "other", "x")));
        Map<String, Object> send =
                Map.of("delivery", Map.of("url", "https://x.example", "basic_password", "hush"));
        Map<String, Object> masked = SecretSettings.change(flow, (_, _, _) -> SecretSettings.MASK);
        Map<String, Object> source =
                SecretSettings.change(
                        Map.of(
                                "sources",
                                List.of(
                                        Map.of(
                                                "id",
                                                "1",
                                                "feedback",
                                                Map.of("return", Map.of("send", send))))),
                        (place, name, value) -> place + " " + name + " " + value);

        assertThat(masked.toString())
                .doesNotContain("a key of some length")
                .contains("key=" + SecretSettings.MASK, "other=x");
        assertThat(source.toString()).contains("basic_password=1/return basic_password hush");
        assertThat(new Draft("Solar", flow).secret("acme", "access.key"))
                .isEqualTo(Optional.of("a key of some length"));
    }
}
