package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A version that was deployed runs on, whatever a later build thinks of it. */
class DeployedVersionTest {

    /** As an earlier build took it: a key that is reserved now, and what is checked now. */
    private static final String OLD =
            """
            {"name": "Old", "fields": [{"id": "roof_age", "type": "number"}],
             "acceptance": {"rule_set": {"op": "and", "rules": [
                 {"lhv": "lead.roof_age", "op": "includes", "rhv": "7"},
                 {"lhv": "lead.shoe_size", "op": "is blank"}]}},
             "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
             "steps": [
                 {"id": "a", "key": "price", "type": "recipient", "name": "Price",
                  "delivery": {"format": "json", "url": "https://acme.example/leads",
                      "header.Host": "x", "form_feild.x": "1"}},
                 {"id": "b", "type": "filter", "name": "Refused",
                  "rule_set": {"op": "and", "rules": [
                      {"lhv": "price.outcome", "op": "is equal to", "rhv": "failure"}]}}]}
            """;

    @Test
    void what_only_must_not_be_deployed_again_runs_on() {
        FlowReader.Result result = FlowReader.readDeployed(TestFlows.json(OLD));

        assertThat(result).isInstanceOf(FlowReader.Result.Sound.class);
        FlowDefinition definition = ((FlowReader.Result.Sound) result).definition();
        RecipientStep step = (RecipientStep) definition.steps().getFirst();
        assertThat(step.key()).isEqualTo("price");
        assertThat(step.handover().settings()).containsEntry("header.Host", "x");
        assertThat(definition.acceptance().criteria()).isPresent();
    }

    @Test
    void deploying_it_again_names_all_of_it() {
        FlowReader.Result result = FlowReader.read(TestFlows.json(OLD));

        assertThat(((FlowReader.Result.Unsound) result).flaws())
                .extracting(Flaw::field)
                .contains(
                        "acceptance.rule_set",
                        "steps[0].key",
                        "steps[0].delivery.header.Host",
                        "steps[0].delivery.form_feild.x");
    }

    @Test
    void what_cannot_be_compiled_cannot_run() {
        Map<String, Object> unknownOperator =
                TestFlows.solar("steps/1/rule_set/rules/0/op", "resembles");
        Map<String, Object> openTemplate = TestFlows.solar("steps/0/reason", "{{lead.state");
        Map<String, Object> noKey = TestFlows.solar("sources/0/key_required", true);

        for (Map<String, Object> broken : List.of(unknownOperator, openTemplate, noKey)) {
            assertThat(FlowReader.readDeployed(broken))
                    .isInstanceOf(FlowReader.Result.Unsound.class);
        }
    }

    @Test
    void a_step_cannot_take_the_key_of_a_list_check() {
        Map<String, Object> flow =
                TestFlows.solar(
                        "list_checks",
                        List.of(
                                Map.of(
                                        "key",
                                        "acme_solar",
                                        "kind",
                                        "duplicate",
                                        "fields",
                                        List.of("lead.email"),
                                        "within",
                                        Map.of("value", 1, "units", "day"))));

        assertThat(((FlowReader.Result.Unsound) FlowReader.read(flow)).flaws())
                .extracting(Flaw::field)
                .containsExactly("steps[1].key");
    }
}
