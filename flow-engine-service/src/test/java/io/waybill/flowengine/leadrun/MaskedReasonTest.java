package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasons are written down and told: what is never shown whole is not in them. */
class MaskedReasonTest {

    private static final String FLOW =
            """
            {"name": "Test", "fields": [{"id": "tax_id", "type": "ssn"}], %s
             "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
             "steps": [{"id": "stop", "type": "filter", "name": "Stop",
                 "rule_set": {"lhv": "lead.tax_id", "op": "is not blank"},
                 "reason": "No {{lead.tax_id}} and {{lead.state}}"}]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"acceptance\": {\"rule_set\": {\"lhv\": \"lead.tax_id\", \"op\": \"is blank\"},"
                        + " \"reason\": \"No {{lead.tax_id}} and {{lead.state}}\"},",
                "\"hours_of_operation\": {\"days\": {},"
                        + " \"reason\": \"No {{lead.tax_id}} and {{lead.state}}\"},",
                "\"caps\": [{\"maximum\": 0, \"duration_units\": \"day\","
                        + " \"reason\": \"No {{lead.tax_id}} and {{lead.state}}\"}],"
            })
    void a_reason_shows_masks(String ofFlow) {
        Play play =
                Play.submit(FLOW.formatted(ofFlow), Map.of("tax_id", "123-45-6789", "state", "CA"));

        assertThat(play.completed().reason().orElseThrow())
                .startsWith("No ")
                .endsWith(" and CA")
                .doesNotContain("6789");
    }
}
