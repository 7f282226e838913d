package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepRetryTest {

    private static final String DESTINATION = "0199a1f0-0000-7000-8000-00000000de57";

    @Test
    void a_step_says_itself_how_often_and_how_long_it_is_tried() {
        RecipientStep step = (RecipientStep) steps(flow(recipient("{\"max_age_seconds\": 600}")));

        assertThat(step.retry().orElseThrow().maxAge()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void a_step_that_says_nothing_leaves_it_to_its_destination() {
        String plain =
                "{\"id\":\"a\",\"type\":\"recipient\",\"name\":\"A\",\"destination_id\":\"%s\"}";

        assertThat(((RecipientStep) steps(flow(plain.formatted(DESTINATION)))).retry()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"often\"", "{\"attempts\": 0}", "{\"on\": [\"rain\"]}", "{\"tries\": 3}"})
    void a_retry_that_cannot_be_meant_is_not_deployed(String retry) {
        assertThat(flaws(flow(recipient(retry))))
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.field()).startsWith("steps[0].retry");
                    assertThat(flaw.message()).startsWith("Step \"A\": retry");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_order", "waterfall", "weighted", "round_robin", "score"})
    void where_one_recipient_gets_the_lead_none_is_tried_beyond_settling(String method) {
        String recipients = recipient("{\"max_age_seconds\": 600}");

        assertThat(flaws(flow(routing(method, "exclusive", recipients))))
                .extracting(Flaw::field)
                .contains("steps[0].recipients[0].retry.max_age_seconds");
    }

    @Test
    void where_many_recipients_get_the_lead_each_may_be_tried_for_long() {
        String recipients = recipient("{\"max_age_seconds\": 600}");

        assertThat(flaws(flow(routing("in_order", "many", recipients)))).isEmpty();
    }

    private static String recipient(String retry) {
        return """
        {"id": "a", "type": "recipient", "name": "A", "destination_id": "%s", "weight": 1, "retry": %s}
        """
                .formatted(DESTINATION, retry);
    }

    private static String routing(String method, String share, String recipients) {
        return """
        {"id": "r", "type": "routing", "name": "R", "method": "%s", "share": "%s", "recipients": [%s]}
        """
                .formatted(method, share, recipients);
    }

    private static String flow(String step) {
        return """
        {"name": "Solar", "fields": [{"id": "email", "type": "email"}],
         "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
         "steps": [%s]}
        """
                .formatted(step);
    }

    private static Step steps(String flow) {
        FlowReader.Result result = FlowReader.read(TestFlows.json(flow));
        assertThat(result).isInstanceOf(FlowReader.Result.Sound.class);
        return ((FlowReader.Result.Sound) result).definition().steps().getFirst();
    }

    private static List<Flaw> flaws(String flow) {
        return FlowReader.read(TestFlows.json(flow)) instanceof FlowReader.Result.Unsound unsound
                ? unsound.flaws()
                : List.of();
    }
}
