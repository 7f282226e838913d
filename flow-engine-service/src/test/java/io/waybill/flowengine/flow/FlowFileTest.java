package io.waybill.flowengine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.flow.FlowFile.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FlowFileTest {

    private final Supplier<UUID> ids =
            new Supplier<>() {
                private long next;

                @Override
                public UUID get() {
                    return new UUID(7, ++next);
                }
            };

    @Test
    void a_file_holds_neither_secrets_nor_the_ids_of_sources() {
        Draft draft =
                new Draft(
                        "Solar",
                        TestFlows.solar("steps/1/delivery/header.X-Api-Key", "wbs1:sealed"));

        Map<String, Object> file = FlowFile.write(draft.shown(), ids);

        assertThat(file.toString())
                .doesNotContain("wbs1:")
                .doesNotContain("****")
                .doesNotContain("key_hash")
                .doesNotContain(TestFlows.SOURCE.toString());
        assertThat(file)
                .containsEntry("format_version", 1)
                .containsEntry("secrets_left_out", List.of("steps[1].delivery.header.X-Api-Key"));
    }

    @Test
    void what_was_written_is_read_and_its_sources_are_new_again() {
        Map<String, Object> file = FlowFile.write(TestFlows.solar(), ids);

        Reading reading = FlowFile.read(file, ids);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Readable.class,
                        read -> {
                            assertThat(read.definition().get("steps"))
                                    .isEqualTo(TestFlows.solar().get("steps"));
                            assertThat(read.definition().get("sources").toString())
                                    .contains("Web form")
                                    .contains(new UUID(7, 2).toString());
                        });
    }

    @Test
    void a_file_from_a_later_build_and_other_files_are_told_apart() {
        Map<String, Object> file = new HashMap<>(FlowFile.write(TestFlows.solar(), ids));
        file.put("format_version", 2);

        assertThat(FlowFile.read(file, ids)).isEqualTo(new Reading.FromLater("2"));
        assertThat(FlowFile.read(Map.of("name", "Solar"), ids))
                .isInstanceOf(Reading.NotAFlow.class);
        assertThat(FlowFile.read(Map.of("format", "waybill-flow", "format_version", "x"), ids))
                .isInstanceOf(Reading.NotAFlow.class);
        assertThat(FlowFile.read(Map.of("format", "waybill-flow", "format_version", 1), ids))
                .isInstanceOf(Reading.NotAFlow.class);
    }

    @Test
    void rules_that_name_a_source_name_the_new_one() {
        Map<String, Object> flow =
                TestFlows.solar("steps/0/rule_set/rules/0/rhv", TestFlows.SOURCE.toString());

        Map<String, Object> copy = NewIds.in(flow, ids);

        assertThat(copy.toString())
                .doesNotContain(TestFlows.SOURCE.toString())
                .contains("rhv=" + new UUID(7, 1));
    }

    @Test
    void caps_count_for_themselves_in_the_copy() {
        Map<String, Object> flow =
                TestFlows.solar("caps", List.of(Map.of("id", "daily", "maximum", 3)));

        assertThat(NewIds.in(flow, ids).get("caps"))
                .isEqualTo(List.of(Map.of("id", new UUID(7, 2).toString(), "maximum", 3)));
    }
}
