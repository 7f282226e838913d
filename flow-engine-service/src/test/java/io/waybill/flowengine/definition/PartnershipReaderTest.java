package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buyer Steps as flows define them. */
class PartnershipReaderTest {

    private static final String CONNECTION = "0199a1f0-0000-7000-8000-00000000c0de";

    @Test
    void a_buyer_step_is_a_recipient_step_with_a_partner_in_place_of_an_address() {
        RecipientStep step =
                (RecipientStep)
                        sound(
                                """
                                "connection_id": "%s", "enabled": true, "share": ["email", "lead.phone_1"],
                                "sale_price": "12", "settle_within": 9,
                                "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"},
                                "caps": [{"id": "cap", "type": "volume", "maximum": 5, "duration": 1, "duration_units": "day"}],
                                "feedback": {"conversion": {"enabled": false}},
                                "mappings": [{"property": "lead.email", "value": "{{lead.email}}"}]
                                """
                                        .formatted(CONNECTION));

        assertThat(step.enabled()).isTrue();
        assertThat(step.partnership())
                .hasValueSatisfying(partner -> {
                    assertThat(partner.connectionId()).hasValue(UUID.fromString(CONNECTION));
                    assertThat(partner.share()).containsExactly("email", "phone_1");
                    assertThat(partner.mappings()).hasSize(1);
                });
        assertThat(step.settleWithin()).hasSeconds(9);
        assertThat(step.caps()).hasSize(1);
        assertThat(step.criteria()).isPresent();
        assertThat(step.feedback().conversions()).isFalse();
        assertThat(step.handover().settings()).isEmpty();
    }

    @Test
    void one_that_nobody_was_invited_to_may_be_deployed_and_is_disabled() {
        RecipientStep step = (RecipientStep) sound("\"share\": [\"email\"]");

        assertThat(step.enabled()).isFalse();
        assertThat(step.partnership().orElseThrow().connectionId()).isEmpty();
    }

    @Test
    void it_may_stand_in_a_routing_step_beside_others() {
        RoutingStep routing =
                (RoutingStep)
                        read(
                                """
                                {"id": "r", "name": "R", "type": "routing", "method": "in_order", "recipients": [
                                  {"id": "a", "name": "A", "delivery": {"format": "form", "url": "https://a.example"}},
                                  {"id": "b", "name": "B", "type": "buyer", "enabled": true, "connection_id": "%s",
                                   "share": ["email"]}]}
                                """
                                        .formatted(CONNECTION));

        assertThat(routing.candidates())
                .extracting(candidate -> candidate.recipient().partnership().isPresent())
                .containsExactly(false, true);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "enabled": true, "share": ["email"]                                 | enabled        | has accepted the invitation
                    "enabled": true, "connection_id": "0199a1f0-0000-7000-8000-00000000c0de" | share     | shares no field
                    "connection_id": "acme"                                             | connection_id  | is no id
                    "share": ["nothing_like_it"]                                        | share          | nothing_like_it, which is not a field
                    "share": ["phone_1.area"]                                           | share          | not a field
                    "share": "email"                                                    | share          | an array
                    "share": [7]                                                        | share[0]       | a text
                    "share": ["email"], "delivery": {"url": "https://a.example"}        | delivery       | for the buyer to say
                    "share": ["email"], "destination_id": "x"                           | destination_id | for the buyer to say
                    "share": ["email"], "mappings": [{"property": "lead.state", "value": "CA"}] | mappings | does not share
                    """)
    void what_cannot_work_is_named(String step, String field, String reason) {
        FlowReader.Result result = FlowReader.read(TestFlows.json(flow(buyer(step))));

        assertThat(result).isInstanceOf(FlowReader.Result.Unsound.class);
        assertThat(((FlowReader.Result.Unsound) result).flaws())
                .anySatisfy(flaw -> {
                    assertThat(flaw.field()).isEqualTo("steps[0]." + field);
                    assertThat(flaw.message()).startsWith("Step \"Bank\": ").contains(reason);
                });
    }

    private static Step sound(String step) {
        return read(buyer(step));
    }

    private static Step read(String step) {
        FlowReader.Result result = FlowReader.read(TestFlows.json(flow(step)));
        assertThat(result).isInstanceOf(FlowReader.Result.Sound.class);
        List<Step> steps = ((FlowReader.Result.Sound) result).definition().steps();
        return steps.getFirst();
    }

    private static String buyer(String step) {
        return "{\"id\": \"b\", \"name\": \"Bank\", \"type\": \"buyer\", %s}".formatted(step);
    }

    private static String flow(String step) {
        return """
        {"name": "Solar", "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
         "steps": [%s]}
        """
                .formatted(step);
    }
}
