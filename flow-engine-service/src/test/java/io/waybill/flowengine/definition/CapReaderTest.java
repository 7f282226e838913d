package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.counter.Cap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapReaderTest {

    private static final String DAILY =
            "{\"id\": \"daily\", \"maximum\": 10, \"duration_units\": \"day\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duration   | 0       | Flow: a window of 0 days never holds a lead",
                "maximum    | -1      | Flow: the maximum of a cap must not be below 0",
                "maximum    | 1.5     | Flow: maximum must be a whole number of leads",
                "maximum    | null    | Flow: a cap without a maximum would limit nothing",
                "type       | \"x\"   | Flow: the type of a cap must be volume or spend",
                "duration_units|\"y\" | Flow: duration_units must be minute, hour, day, week or month",
                "time_zone  | \"Mars\"| Flow: the time zone Mars is unknown",
                "per        | \"lead.nothing\"| Flow: lead.nothing is not a field of this flow",
                "id         | \"a/b\" | Flow: a cap's id must be 1 to 64 letters, digits, - or _"
            })
    void what_cannot_work_is_named(String key, String value, String flaw) {
        Map<String, Object> cap = TestFlows.json(DAILY);
        cap.put(key, TestFlows.json("{\"v\": " + value + "}").get("v"));

        assertThat(FlowReader.read(TestFlows.solar("caps", List.of(cap))))
                .isInstanceOfSatisfying(
                        FlowReader.Result.Unsound.class,
                        unsound ->
                                assertThat(unsound.flaws())
                                        .extracting(Flaw::message)
                                        .contains(flaw));
    }

    @Test
    void a_cap_is_the_same_one_whatever_its_maximum_name_and_reason() {
        Cap cap = read("daily", "maximum", 10);

        assertThat(read("daily", "maximum", 20).definition()).isEqualTo(cap.definition());
        assertThat(read("daily", "name", "Daily").definition()).isEqualTo(cap.definition());
        assertThat(read("daily", "reason", "Full").definition()).isEqualTo(cap.definition());
    }

    @Test
    void a_cap_is_another_one_when_what_it_counts_changes() {
        Cap cap = read("daily", "maximum", 10);
        Map<String, Object> rule = Map.of("lhv", "lead.state", "op", "is equal to", "rhv", "CA");

        assertThat(
                        List.of(
                                read("daily", "duration", 2),
                                read("daily", "duration_units", "week"),
                                read("daily", "time_zone", "Europe/Berlin"),
                                read("daily", "type", "spend"),
                                read("daily", "per", "lead.state"),
                                read("daily", "rule_set", rule)))
                .extracting(Cap::definition)
                .doesNotContain(cap.definition())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_nested_cap_counts_what_passes_the_rules_around_it() {
        Map<String, Object> rule = Map.of("lhv", "lead.state", "op", "is equal to", "rhv", "CA");
        Map<String, Object> around = TestFlows.json(DAILY);
        around.put("caps", List.of(TestFlows.json(DAILY)));
        Map<String, Object> conditional = TestFlows.json(DAILY);
        conditional.put("caps", List.of(TestFlows.json(DAILY)));
        conditional.put("rule_set", rule);

        Cap free = caps(around).getFirst().nested().getFirst();
        Cap bound = caps(conditional).getFirst().nested().getFirst();

        assertThat(free.id()).isEqualTo("daily/daily");
        assertThat(free.countsAll()).isTrue();
        assertThat(bound.countsAll()).isFalse();
        assertThat(bound.definition()).isNotEqualTo(free.definition());
    }

    @Test
    void a_flow_that_compares_values_needs_the_accounts_key() {
        assertThat(definition("per", "lead.state").needs().accountKey()).isTrue();
        assertThat(definition("maximum", 3).needs().accountKey()).isFalse();
    }

    private static Cap read(String id, String key, Object value) {
        return definition(key, value).caps().getFirst();
    }

    private static FlowDefinition definition(String key, Object value) {
        Map<String, Object> cap = TestFlows.json(DAILY);
        cap.put(key, value);
        return sound(cap);
    }

    private static List<Cap> caps(Map<String, Object> cap) {
        return sound(cap).caps();
    }

    private static FlowDefinition sound(Map<String, Object> cap) {
        return switch (FlowReader.read(TestFlows.solar("caps", List.of(cap)))) {
            case FlowReader.Result.Sound(FlowDefinition definition) -> definition;
            case FlowReader.Result.Unsound(var flaws) -> throw new AssertionError(flaws.toString());
        };
    }
}
