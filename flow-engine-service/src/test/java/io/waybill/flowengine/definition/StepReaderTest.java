package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepReaderTest {

    private static final String DELIVERY =
            "\"delivery\": {\"format\": \"form\", \"url\": \"https://a.example\"}";

    /** A key of the Solar flow | JSON put there | field of the flaw | part of the reason. */
    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
hours_of_operation   | {"days": {"mon": []}}                          | hours_of_operation.days.mon        | monday to sunday
hours_of_operation   | {"days": {"monday": [["17:00", "08:00"]]}}     | hours_of_operation.days.monday     | the earlier first
hours_of_operation   | {"days": {"monday": [["8", "17:00"]]}}         | hours_of_operation.days.monday     | two times
hours_of_operation   | {"days": {"monday": "all"}}                    | hours_of_operation.days.monday     | list
hours_of_operation   | {"days": {}, "time_zone": "Mars/Base"}         | hours_of_operation.time_zone       | no time zone
hours_of_operation   | {"time_zone": "UTC"}                           | hours_of_operation.days            | without days
purchase_price       | "1000000.01"                                   | purchase_price                     | at most 1,000,000
purchase_price       | {}                                             | purchase_price.prices              | prices or from
purchase_price       | {"prices": [{}]}                               | purchase_price.prices[0].amount    | without an amount
purchase_price       | {"prices": [{"amount": -1}]}                   | purchase_price.prices[0].amount    | negative
purchase_price       | {"from": "reply"}                              | purchase_price.from                | submission
purchase_price       | {"from": "submission", "field": "nope"}        | purchase_price.field               | not a field
purchase_price       | {"from": "submission", "prices": []}           | purchase_price.prices              | not both
ping_enabled         | "yes"                                          | ping_enabled                       | true or false
sources/0/mappings   | [{"property": "email", "value": "x"}]          | sources[0].mappings[0].property    | field of the lead
sources/0/mappings   | [{"property": "lead.nope", "value": "x"}]      | sources[0].mappings[0].property    | not a field
sources/0/mappings   | [{"property": "lead.id", "value": "x"}]        | sources[0].mappings[0].property    | field of the lead
sources/0/mappings   | [{"property": "lead.email"}]                   | sources[0].mappings[0].value       | template, a number or an array
sources/0/mappings   | [{"property": "lead.email", "value": [[1]]}]   | sources[0].mappings[0].value       | array in an array
sources/0/mappings   | [{"property": "lead.email", "value": "{{x"}]   | sources[0].mappings[0].value       | not a template
sources/0/acceptance | {"reason": "{{nope}}"}                         | sources[0].acceptance.reason       | neither a field
sources/0/purchase_price | true                                       | sources[0].purchase_price          | amount
steps/0/description  | 5                                              | steps[0].description               | must be a text
""")
    void a_flaw_of_the_flow_or_a_source_is_named(
            String pointer, String json, String field, String reason) {
        Object value = TestFlows.json("{\"value\": " + json + "}").get("value");

        assertThat(flaws(TestFlows.solar(pointer, value)))
                .anySatisfy(flaw -> {
                    assertThat(flaw.field()).isEqualTo(field);
                    assertThat(flaw.message()).contains(reason);
                });
    }

    /** What a step has beside id and name | place in the step | part of the reason. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
"type": "enhancement"                                                                  | kind                    | missing
"type": "enhancement", "kind": "horoscope"                                             | kind                    | horoscope
"type": "enhancement", "kind": "phone_validation", "value": "{{lead.nope}}"            | value                   | not a field
"type": "enhancement", "kind": "phone_validation", "key": "lead"                       | key                     | meaning of its own
"type": "enhancement", "kind": "value_lookup", "value": "{{lead.state}}"               | table                   | needs a table
"type": "enhancement", "kind": "value_lookup", "table": {"a": 1}                       | value                   | missing
"type": "enhancement", "kind": "value_lookup", "value": "x", "table": {"a": [1]}       | table.a                 | a value or an object
"type": "enhancement", "kind": "value_lookup", "value": "x", "table": {"a": 1, "A": 2} | table.A                 | twice
"type": "enhancement", "kind": "quality_score", "parts": [{"points": 1}]               | parts[0].rule_set       | without a rule
"type": "enhancement", "kind": "quality_score", "parts": [{"points": "many"}]          | parts[0].points         | a number
"type": "enhancement", "kind": "http_lookup"                                           | delivery                | no delivery settings
"type": "buyer", "enabled": true                                                       | enabled                 | before its partner has accepted
"type": "routing", "method": "in_order"                                                | recipients              | without recipients
"type": "routing", "method": "by_mood", "recipients": []                               | method                  | in_order, waterfall, weighted
"type": "routing", "method": "in_order", "share": "all"                                | share                   | exclusive or many
"type": "routing", "method": "waterfall", "share": "many"                              | share                   | first that takes
"type": "routing", "method": "in_order", "nobody": {"outcome": "maybe"}                | nobody.outcome          | success, failure or error
"type": "routing", "method": "weighted", "recipients": [{"id": "r", "name": "R"}]      | recipients[0].weight    | above 0
"type": "routing", "method": "in_order", "recipients": [{"id": "r", "name": "R"}]      | recipients[0].delivery  | no delivery settings
"type": "routing", "method": "score", "recipients": [{"id": "r", "name": "R", "score": {"priority": "high"}}] | recipients[0].score.priority | a number
"type": "routing", "method": "score", "recipients": [{"id": "r", "name": "R", "score": {"acceptance": "much"}}] | recipients[0].score.acceptance | a number
"type": "routing", "method": "score", "recipients": [{"id": "r", "name": "R", "score": {"segment": []}}] | recipients[0].score.segment | a number
"type": "routing", "method": "score", "recipients": [{"id": "r", "name": "R", "technical_class": 7}] | recipients[0].technical_class | a text
"type": "routing", "method": "in_order", "segments": [{"name": "A", "score": 1}]        | segments                | where the method is score
"type": "routing", "method": "score", "segments": {"name": "A"}                         | segments                | an array
"type": "routing", "method": "score", "segments": [{"score": 1}]                        | segments[0].name        | missing
"type": "routing", "method": "score", "segments": [{"name": "A"}]                       | segments[0].score       | missing
"type": "routing", "method": "score", "segments": [{"name": "A", "score": "high"}]      | segments[0].score       | a number
"type": "routing", "method": "score", "segments": [{"name": "A", "score": 1}, {"name": "B", "score": 1}] | segments[0].rule_set | must be the last
"type": "routing", "method": "score", "segments": [{"name": "A", "score": 1, "rule_set": {"lhv": "recipient.volume", "op": "is greater than", "rhv": 1}}, {"name": "a", "score": 1}] | segments[1].name | same name
"type": "routing", "method": "score", "segments": [{"name": "A", "score": 1, "rule_set": {"lhv": "recipient.charm", "op": "is greater than", "rhv": 1}}] | segments[0].rule_set | is not known of a recipient
"type": "routing", "method": "score", "segments": [{"name": "A", "score": 1, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}] | segments[0].rule_set | is not known of a recipient
"type": "routing", "method": "score", "segments": [{"name": "A", "score": 1, "rule_set": {"lhv": "recipient.volume", "op": "is nearly", "rhv": 1}}] | segments[0].rule_set | is nearly
"type": "routing", "method": "score", "segments": [{"name": "A", "score": 1, "rule_set": {"lhv": "recipient.volume", "op": "is between", "rhv": "9-1"}}] | segments[0].rule_set | first end
""")
    void a_flaw_of_a_step_is_named(String step, String field, String reason) {
        Map<String, Object> flow =
                TestFlows.solar(
                        "steps/+", step("{\"id\": \"new\", \"name\": \"New\", " + step + "}"));

        assertThat(flaws(flow))
                .anySatisfy(flaw -> {
                    assertThat(flaw.field()).isEqualTo("steps[3]." + field);
                    assertThat(flaw.message()).contains(reason);
                });
    }

    @Test
    void recipients_of_a_routing_step_share_ids_and_keys_with_all_steps() {
        Map<String, Object> flow =
                TestFlows.solar(
                        "steps/+",
                        step(
                                """
                                {"id": "new", "name": "New", "type": "routing", "method": "in_order",
                                 "recipients": [{"id": "acme", "name": "Acme Solar", %s}]}
                                """
                                        .formatted(DELIVERY)));

        assertThat(flaws(flow))
                .extracting(Flaw::field)
                .containsExactlyInAnyOrder(
                        "steps[3].recipients[0].id", "steps[3].recipients[0].key");
    }

    @Test
    void secrets_of_recipients_in_a_routing_step_are_secrets_too() {
        Map<String, Object> flow =
                TestFlows.solar(
                        "steps/+",
                        step(
                                """
                                {"type": "routing", "name": "R", "recipients": [
                                    {"id": "r", "delivery": {"header.X-Api-Key": "s3cret"}}]}
                                """));

        assertThat(new Draft("x", flow).shown().toString()).doesNotContain("s3cret");
        assertThat(new Draft("x", flow).secret("r", "header.X-Api-Key")).contains("s3cret");
    }

    private static Map<String, Object> step(String json) {
        return TestFlows.json(json);
    }

    private static List<Flaw> flaws(Map<String, Object> json) {
        FlowReader.Result result = FlowReader.read(json);
        assertThat(result).isInstanceOf(FlowReader.Result.Unsound.class);
        return ((FlowReader.Result.Unsound) result).flaws();
    }
}
