package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoverTest {

    private static final String DESTINATION = "0199a1f0-0000-7000-8000-00000000de57";
    private static final String CREDENTIAL = "0199a1f0-0000-7000-8000-00000000c4ed";

    @Test
    void a_step_may_name_a_destination_in_place_of_settings() {
        RecipientStep.Handover handover = read("\"destination_id\": \"" + DESTINATION + "\"");

        assertThat(handover.destinationId()).hasValue(UUID.fromString(DESTINATION));
        assertThat(handover.settings()).isEmpty();
    }

    @Test
    void beside_a_destination_settings_need_neither_format_nor_address() {
        RecipientStep.Handover handover =
                read(
                        """
                        "destination_id": "%s", "credential_id": "%s",
                        "delivery": {"form_field.email": "{{lead.email}}"}
                        """
                                .formatted(DESTINATION, CREDENTIAL));

        assertThat(handover.credentialId()).hasValue(UUID.fromString(CREDENTIAL));
        assertThat(handover.settings()).isEqualTo(Map.of("form_field.email", "{{lead.email}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"destination_id\": \"acme\"",
                "\"credential_id\": \"" + CREDENTIAL + "\"",
                "\"destination_id\": \"" + DESTINATION + "\", \"delivery\": {\"colour\": \"red\"}"
            })
    void what_names_no_destination_or_no_setting_is_not_deployed(String step) {
        assertThat(FlowReader.read(TestFlows.json(flow(step))))
                .isInstanceOf(FlowReader.Result.Unsound.class);
    }

    private static RecipientStep.Handover read(String step) {
        FlowReader.Result result = FlowReader.read(TestFlows.json(flow(step)));
        assertThat(result).isInstanceOf(FlowReader.Result.Sound.class);
        FlowDefinition definition = ((FlowReader.Result.Sound) result).definition();
        return ((RecipientStep) definition.steps().getFirst()).handover();
    }

    private static String flow(String step) {
        return """
        {"name": "Solar", "fields": [{"id": "email", "type": "email"}],
         "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
         "steps": [{"id": "a", "key": "acme", "type": "recipient", "name": "Acme", %s}]}
        """
                .formatted(step);
    }
}
