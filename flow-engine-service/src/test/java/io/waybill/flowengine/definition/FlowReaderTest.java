package io.waybill.flowengine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowReaderTest {

    @Test
    void a_sound_definition_is_read_whole() {
        FlowDefinition flow = sound(TestFlows.solar());

        assertThat(flow.name()).isEqualTo("Solar");
        assertThat(flow.respondWithin()).isEqualTo(Duration.ofSeconds(20));
        assertThat(flow.purchasePrice()).isEqualTo(Pricing.of(new BigDecimal("4.0000")));
        assertThat(flow.fields().typeOf("roof_age")).isPresent();
        assertThat(flow.source(TestFlows.SOURCE)).isPresent();
        assertThat(flow.steps()).extracting(Step::id).containsExactly("no-texas", "acme", "broken");
    }

    @Test
    void a_recipient_settles_within_the_response_time_and_takes_feedback_unless_told_otherwise() {
        RecipientStep step = (RecipientStep) sound(TestFlows.solar()).steps().get(1);

        assertThat(step.key()).isEqualTo("acme_solar");
        assertThat(step.settleWithin()).isEqualTo(Duration.ofSeconds(20));
        assertThat(step.repeatSafe()).isFalse();
        assertThat(step.salePrice()).isEqualTo(Pricing.of(new BigDecimal("12.5000")));
        assertThat(step.feedback())
                .isEqualTo(new RecipientStep.Feedback(true, java.util.Optional.empty(), true));
    }

    @Test
    void without_criteria_every_lead_is_taken() {
        FlowDefinition flow = sound(TestFlows.solar("acceptance", Map.of("rule_set", Map.of())));

        assertThat(flow.acceptance().criteria()).isEmpty();
    }

    @Test
    void components_nested_fields_and_surroundings_may_be_read() {
        String template =
                "{{lead.phone_1.area}} {{lead.mortgage.property.state}} {{submission.timestamp}}"
                        + " {{source.name}} {{flow.id}} {{recipient.name}} {{event_id}}"
                        + " {{#if lead.city}}{{lead.city}}{{else}}-{{/if}}";

        sound(TestFlows.solar("steps/1/delivery/json_property.all", template));
    }

    @Test
    void a_sealed_secret_is_not_read_as_a_template() {
        sound(TestFlows.solar("steps/1/delivery/header.X-Api-Key", "wbs1:k1:e3t7"));
    }

    @Test
    void all_flaws_are_found_at_once() {
        Map<String, Object> flow = TestFlows.solar("purchase_price", "-1");
        flow.put("name", " ");
        flow.put("respond_within_seconds", 361);

        assertThat(flaws(flow))
                .extracting(Flaw::field)
                .containsExactlyInAnyOrder("name", "purchase_price", "respond_within_seconds");
    }

    /**
     * Place in the Solar flow | JSON put there, null to take it away | field | part of the reason.
     */
    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
steps/1/delivery                  | null               | steps[1].delivery                  | no delivery settings
steps/1/delivery                  | 5                  | steps[1].delivery                  | must be an object
steps/1/delivery/url              | null               | steps[1].delivery.url              | url is missing
steps/1/delivery/url              | "ftp://x.example"  | steps[1].delivery.url              | http or https
steps/1/delivery/url              | "http://"          | steps[1].delivery.url              | http or https
steps/1/delivery/url              | "http://a:b@c.d"   | steps[1].delivery.url              | http or https
steps/1/delivery/url              | "{{lead.nope}}"    | steps[1].delivery.url              | lead.nope is not a field
steps/1/delivery/url              | "a/{{lead.state}}" | steps[1].delivery.url              | http or https
steps/1/delivery/format           | "pdf"              | steps[1].delivery.format           | pdf is unknown
steps/1/delivery/format           | null               | steps[1].delivery.format           | format is missing
steps/1/delivery/method           | "BREW"             | steps[1].delivery.method           | POST, PUT, DELETE or PATCH
steps/1/delivery/timeout_seconds  | 21                 | steps[1].delivery.timeout_seconds  | longer than the 20 s
steps/1/delivery/form_feild.x     | "1"                | steps[1].delivery.form_feild.x     | no delivery setting
steps/1/delivery/header.Host      | "x"                | steps[1].delivery.header.Host      | set by delivery itself
steps/1/delivery/outcome_serch_term| "ok"               | steps[1].delivery.outcome_serch_term| no delivery setting
steps/1/delivery/outcome_search_term| "/ok[/"            | steps[1].delivery.outcome_search_term| is not a regular expression
steps/1/delivery/outcome_on_match  | "perhaps"          | steps[1].delivery.outcome_on_match | success, failure or error
steps/1/delivery/reason_path       | "/a[b"             | steps[1].delivery.reason_path      | not closed
steps/1/delivery/send_ascii        | "perhaps"          | steps[1].delivery.send_ascii       | true or false
steps/1/delivery/price_path       | "price("           | steps[1].delivery.price_path       | neither a path
steps/1/delivery/capture.ref      | "//a[//b]"         | steps[1].delivery.capture.ref      | inside of a condition
steps/1/delivery/follow_redirects | "often"            | steps[1].delivery.follow_redirects | true or false
steps/1/delivery/xml_path.a b     | "1"                | steps[1].delivery.xml_path.a b     | no path of elements
steps/1/delivery/form_field.      | "x"                | steps[1].delivery.form_field.      | no delivery setting
steps/1/delivery/header.Accept    | "x"                | steps[1].delivery.header.Accept    | set by delivery itself
steps/1/delivery/header.Connection| "x"                | steps[1].delivery.header.Connection| set by delivery itself
steps/1/delivery/json_property.b  | "{{#each}"         | steps[1].delivery.json_property.b  | not a template
steps/1/delivery/json_property.c  | "{{later.outcome}}"| steps[1].delivery.json_property.c  | neither a field nor an earlier step
steps/1/delivery/json_property.d  | []                 | steps[1].delivery.json_property.d  | must be a text
steps/1/settle_within             | 361                | steps[1].settle_within             | from 1 to 360
steps/1/settle_within             | 1.5                | steps[1].settle_within             | whole number
steps/1/sale_price                | "-0.01"            | steps[1].sale_price                | must not be negative
steps/1/sale_price                | "1.00001"          | steps[1].sale_price                | at most four decimals
steps/1/sale_price                | true               | steps[1].sale_price                | amount
steps/1/name                      | null               | steps[1].name                      | a name is missing
steps/1/name                      | "a\\u0000b"         | steps[1].name                      | control characters
steps/1/id                        | null               | steps[1].id                        | the id must be
steps/1/id                        | "no-texas"         | steps[1].id                        | another step has the id
steps/1/type                      | "robot"            | steps[1].type                      | robot is unknown
steps/1/type                      | null               | steps[1].type                      | type is missing
steps/1/key                       | "lead"             | steps[1].key                       | meaning of its own
steps/1/key                       | "source"           | steps[1].key                       | meaning of its own
steps/1/key                       | "No!"              | steps[1].key                       | small letters
steps/1/rule_set/rules/0/op       | "resembles"        | steps[1].rule_set                  | Unknown operator
steps/1/rule_set/rules/0/lhv      | "lead.shoe_size"   | steps[1].rule_set                  | lead.shoe_size is not a field
steps/1/rule_set/rules/0/rhv      | "{{lead.shoe}}"    | steps[1].rule_set                  | lead.shoe is not a field
steps/1/rule_set/op               | "xor"              | steps[1].rule_set                  | and or or
steps/1/feedback                  | {"return": {"max_age_days": 0}} | steps[1].feedback.return.max_age_days | from 1 to 3650
steps/0/rule_set                  | null               | steps[0].rule_set                  | without a rule
steps/0/outcome                   | "maybe"            | steps[0].outcome                   | success, failure or error
steps/0/reason                    | "{{lead.state"     | steps[0].reason                    | not a template
steps/0/rule_set/rules/0/lhv      | "acme_solar.price" | steps[0].rule_set                  | neither a field nor an earlier step
steps/0/enabled                   | "yes"              | steps[0].enabled                   | true or false
acceptance/rule_set/rules/0/lhv   | "lead.nope"        | acceptance.rule_set                | lead.nope is not a field
acceptance/reason                 | "{{nope}}"         | acceptance.reason                  | neither a field nor an earlier step
sources                           | []                 | sources                            | no source
sources/0/id                      | "x"                | sources[0].id                      | must be a UUID
sources/0/key_required            | true               | sources[0].key_required            | demands a key and has none
sources/0/name                    | null               | sources[0].name                    | a name is missing
fields/0/type                     | "shoe"             | fields[0].type                     | missing or unknown
fields/0/id                       | "Roof"             | fields[0].id                       | small letters
fields/0/id                       | "email"            | fields[0].type                     | standard field of another type
steps                             | "none"             | steps                              | must be an array
""")
    void a_flaw_is_named_with_its_place_and_reason(
            String pointer, String json, String field, String reason) {
        Object value = TestFlows.json("{\"value\": " + json + "}").get("value");

        assertThat(flaws(TestFlows.solar(pointer, value)))
                .anySatisfy(flaw -> {
                    assertThat(flaw.field()).isEqualTo(field);
                    assertThat(flaw.message()).contains(reason);
                });
    }

    @Test
    void the_message_names_the_step() {
        assertThat(flaws(TestFlows.solar("steps/1/delivery/url", null)))
                .containsExactly(
                        new Flaw(
                                "steps[1].delivery.url",
                                "Step \"Acme Solar\": the url is missing"));
    }

    @Test
    void two_steps_of_one_name_need_keys_of_their_own() {
        Map<String, Object> copy = TestFlows.json(TestFlows.SOLAR);
        Object step = ((List<?>) copy.get("steps")).get(1);
        Map<String, Object> second = new java.util.LinkedHashMap<>();
        ((Map<?, ?>) step).forEach((key, value) -> second.put(key.toString(), value));
        second.put("id", "acme-2");
        Map<String, Object> flow = TestFlows.solar("steps/+", second);

        assertThat(flaws(flow))
                .containsExactly(
                        new Flaw(
                                "steps[3].key",
                                "Step \"Acme Solar\": another step or list check has the key"
                                        + " acme_solar"));
    }

    private static FlowDefinition sound(Map<String, Object> json) {
        FlowReader.Result result = FlowReader.read(json);
        assertThat(result).isInstanceOf(FlowReader.Result.Sound.class);
        return ((FlowReader.Result.Sound) result).definition();
    }

    private static List<Flaw> flaws(Map<String, Object> json) {
        FlowReader.Result result = FlowReader.read(json);
        assertThat(result).isInstanceOf(FlowReader.Result.Unsound.class);
        return ((FlowReader.Result.Unsound) result).flaws();
    }
}
