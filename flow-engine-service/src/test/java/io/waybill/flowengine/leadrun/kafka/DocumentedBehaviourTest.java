package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.leadrun.kafka.TestSource.Heard;
import io.waybill.meta.v1.Outcome;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sources are told in situations whose outcome is documented for LeadConduit. */
class DocumentedBehaviourTest {

    private static final String CLOSED = "Submission Timestamp must be within hours of operation";
    private static final String IS_CA =
            "{\"op\": \"and\", \"rules\": [{\"lhv\": \"lead.state\", \"op\": \"is equal to\", \"rhv\": \"CA\"}]}";
    private static final String TIERS =
            """
            "purchase_price": {"prices": [
                {"amount": 10},
                {"amount": 15, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}},
                {"amount": 20, "rule_set": {"op": "and", "rules": [
                    {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"},
                    {"lhv": "lead.product", "op": "is equal to", "rhv": "auto"}]}},
                {"amount": 25, "rule_set": {"lhv": "lead.grade", "op": "is equal to", "rhv": "premium"}}]},
            "fields": [{"id": "product", "type": "string"}, {"id": "grade", "type": "string"}]
            """;

    @ParameterizedTest
    @CsvSource({
        "CA, auto, premium, 25",
        "TX, home, premium, 25",
        "CA, auto, plain, 20",
        "ca, AUTO, plain, 20",
        "CA, home, plain, 15",
        "TX, auto, plain, 10",
    })
    void the_last_of_several_prices_that_match_is_paid(
            String state, String product, String grade, BigDecimal price) {
        try (TestSource source = TestSource.of(TIERS, "")) {
            Heard heard =
                    source.submit(
                            "{\"state\": \"%s\", \"product\": \"%s\", \"grade\": \"%s\"}"
                                    .formatted(state, product, grade));

            assertThat(heard.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(heard.price()).isEqualByComparingTo(price);
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
"purchase_price": {"prices": [{"amount": 12}]} | CA | 12
"purchase_price": {"prices": [{"amount": 12, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}]} | CA | 12
"purchase_price": {"prices": [{"amount": 12, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}]} | TX | 0
"caps": [] | TX | 8
""")
    void the_sources_prices_go_before_the_flows(String ofSource, String state, BigDecimal price) {
        try (TestSource source =
                TestSource.of(
                        "\"purchase_price\": {\"prices\": [{\"amount\": 8}]}", ofSource, "")) {
            assertThat(source.submit("{\"state\": \"%s\"}".formatted(state)).price())
                    .isEqualByComparingTo(price);
        }
    }

    @Test
    void a_lead_that_is_no_success_costs_nothing() {
        try (TestSource source =
                TestSource.of("\"purchase_price\": \"8\"", filter("failure", "No"))) {
            Heard heard = source.submit("{\"state\": \"CA\"}");

            assertThat(heard.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(heard.price()).isZero();
        }
    }

    @Test
    void a_value_that_is_not_of_its_type_stops_nobody_unless_a_rule_asks() {
        String lead = "{\"phone_1\": \"not a phone\"}";
        try (TestSource source = TestSource.of("", "")) {
            assertThat(source.submit(lead).outcome()).isEqualTo(Outcome.SUCCESS);
        }
        try (TestSource source =
                TestSource.of(
                        """
                        "acceptance": {"rule_set": {"lhv": "lead.phone_1", "op": "format is valid"},
                            "reason": "{{lead.phone_1}} is no number, says {{flow.name}}"}
                        """,
                        "")) {
            Heard heard = source.submit(lead);

            assertThat(heard.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(heard.reason()).contains("not a phone is no number, says Test");
            assertThat(source.submit("{\"phone_1\": \"512-789-1111\"}").isSuccess()).isTrue();
        }
    }

    @Test
    void a_filter_whose_outcome_is_success_stops_at_once_and_is_paid() {
        try (TestSource source =
                TestSource.of(
                        "\"purchase_price\": \"8\"",
                        filter("success", "Enough of {{lead.state}}")
                                + ","
                                + TestSource.recipient("a", ""))) {
            Heard stopped = source.submit("{\"state\": \"CA\"}");

            assertThat(stopped.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(stopped.price()).isEqualByComparingTo("8");
            assertThat(stopped.asked()).isEmpty();
            assertThat(stopped.events())
                    .containsSubsequence("FilterStopped", "LeadCompleted", "LeadClosed");
            assertThat(source.submit("{\"state\": \"OH\"}").asked()).containsExactly("a");
        }
    }

    @Test
    void a_filter_can_hand_on_the_reason_of_the_step_before() {
        String filter =
                """
                {"id": "f", "name": "F", "type": "filter", "outcome": "failure",
                 "reason": "{{a.reason}}",
                 "rule_set": {"lhv": "a.outcome", "op": "is not equal to", "rhv": "success"}}
                """;
        try (TestSource source = TestSource.of("", TestSource.recipient("a", "") + "," + filter)) {
            Heard heard = source.submit("{}", Outcome.FAILURE);

            assertThat(heard.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(heard.reason()).contains("Buyer said so");
            assertThat(source.submit("{}", Outcome.SUCCESS).isSuccess()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"FAILURE", "ERROR"})
    void a_buyer_that_does_not_take_a_lead_does_not_end_it(Outcome first) {
        try (TestSource source =
                TestSource.of(
                        "", TestSource.recipient("a", "") + "," + TestSource.recipient("b", ""))) {
            Heard heard = source.submit("{}", first, Outcome.SUCCESS);

            assertThat(heard.asked()).containsExactly("a", "b");
            assertThat(heard.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(source.submit("{}", first, first).outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void a_disabled_filter_and_a_recipient_that_does_not_want_the_lead_are_passed_over() {
        String disabled =
                filter("failure", "No").replace("\"type\"", "\"enabled\": false, \"type\"");
        try (TestSource source =
                TestSource.of(
                        "",
                        disabled
                                + ","
                                + TestSource.recipient("a", "\"rule_set\": " + IS_CA)
                                + ","
                                + TestSource.recipient("b", ""))) {
            assertThat(source.submit("{\"state\": \"CA\"}").asked()).containsExactly("a", "b");
            assertThat(source.submit("{\"state\": \"OH\"}").asked()).containsExactly("b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-15T12:30:00-06:00, false",
        "2024-01-15T11:59:59-06:00, true",
        "2024-01-15T16:59:59-06:00, true",
        "2024-01-15T17:00:00-06:00, false",
        "2024-01-20T10:00:00-06:00, false",
        "2024-01-16T10:00:00-06:00, false",
        "2024-07-15T08:00:00-05:00, true",
        "2024-07-15T13:30:00Z, true",
        "2024-01-15T13:30:00Z, false",
    })
    void leads_are_taken_within_the_hours_of_the_flows_zone(String at, boolean open) {
        try (TestSource source =
                TestSource.of(
                        """
                        "purchase_price": "8",
                        "hours_of_operation": {"time_zone": "America/Chicago", "days": {
                            "monday": [["08:00", "12:00"], ["13:00", "17:00"]], "saturday": []}}
                        """,
                        "")) {
            Heard heard = source.submitAt(OffsetDateTime.parse(at).toInstant(), "{}");

            assertThat(heard.isSuccess()).isEqualTo(open);
            assertThat(heard.reason().orElse(CLOSED)).isEqualTo(CLOSED);
            assertThat(heard.price()).isEqualByComparingTo(open ? "8" : "0");
        }
    }

    @Test
    void a_skipped_query_leaves_the_one_before_it_as_it_was_and_nothing_behind() {
        String query =
                """
                {"id": "%1$s", "key": "%1$s", "name": "%1$s", "type": "enhancement", "kind": "value_lookup",
                 "value": "{{lead.%2$s}}", "table": {"512": "yes"}%3$s}
                """;
        String steps =
                query.formatted("first", "city", "")
                        + ","
                        + query.formatted("second", "county", ", \"rule_set\": " + IS_CA)
                        + ","
                        + """
                        {"id": "f", "name": "F", "type": "filter", "outcome": "failure",
                         "reason": "{{first.found}}, {{second.found}}, {{second.outcome}}",
                         "rule_set": {"lhv": "first.found", "op": "is true"}}
                        """;
        try (TestSource source = TestSource.of("", steps)) {
            assertThat(source.submit("{\"city\": \"512\", \"state\": \"TX\"}").reason())
                    .contains("true, , skip");
            assertThat(source.submit("{\"city\": \"512\", \"state\": \"CA\"}").reason())
                    .contains("true, false, failure");
        }
        assertThat(
                        FlowReader.read(
                                TestFlows.json(
                                        "{\"name\": \"Test\", \"sources\": [], \"steps\": ["
                                                + steps.replace("\"second\"", "\"first\"")
                                                + "]}")))
                .as("one key for two queries")
                .isInstanceOf(FlowReader.Result.Unsound.class);
    }

    private static String filter(String outcome, String reason) {
        return """
        {"id": "f", "name": "F", "type": "filter", "outcome": "%s", "reason": "%s", "rule_set": %s}
        """
                .formatted(outcome, reason, IS_CA);
    }
}
