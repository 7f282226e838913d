package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping must not carry what is masked to where it would be stored in clear. */
class MaskedMappingTest {

    @ParameterizedTest
    @ValueSource(strings = {"{{lead.tax_id}}", "SSN {{lead.tax_id}}", "{{lead.born_on.raw}}"})
    void what_is_masked_cannot_be_mapped_to_what_is_not(String value) {
        FlowReader.Result result = FlowReader.read(flow("lead.comments", value));

        assertThat(((FlowReader.Result.Unsound) result).flaws())
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.field()).isEqualTo("sources[0].mappings[0].value");
                    assertThat(flaw.message()).contains("is masked, and lead.comments would show");
                });
    }

    @Test
    void what_masks_leave_and_masked_fields_can_be_mapped() {
        assertThat(FlowReader.read(flow("lead.comments", "{{lead.born_on.year}}")))
                .isInstanceOf(FlowReader.Result.Sound.class);
        assertThat(FlowReader.read(flow("lead.tax_id", "{{lead.other_id}}")))
                .isInstanceOf(FlowReader.Result.Sound.class);
    }

    private static Map<String, Object> flow(String property, String value) {
        Map<String, Object> flow =
                TestFlows.solar(
                        "sources/0/mappings",
                        List.of(Map.of("property", property, "value", value)));
        flow.put(
                "fields",
                List.of(
                        Map.of("id", "tax_id", "type", "ssn"),
                        Map.of("id", "other_id", "type", "ssn"),
                        Map.of("id", "born_on", "type", "dob")));
        return flow;
    }
}
