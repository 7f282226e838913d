package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadAccepted;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadReceived;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadRefused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens before the first step. */
class AdmissionTest {

    private static final String NOT_FL =
            "{\"rule_set\": {\"lhv\": \"lead.state\", \"op\": \"is not equal to\", \"rhv\": \"FL\"}";
    private static final String CLOSED = "\"hours_of_operation\": {\"days\": {}";

    @Test
    void the_acceptance_of_the_source_comes_after_that_of_the_flow() {
        String flow =
                flow(
                        "\"acceptance\": " + NOT_FL + "},",
                        "\"acceptance\": {\"rule_set\": {\"lhv\": \"lead.email\", \"op\": \"is not blank\"},"
                                + " \"reason\": \"{{source.name}} sends e-mail\"}");

        assertThat(refused(flow, Map.of("state", "FL")))
                .isEqualTo(new LeadRefused("acceptance", "0", "State must not be FL"));
        assertThat(refused(flow, Map.of("state", "CA")))
                .isEqualTo(new LeadRefused("acceptance", "0", "Web form sends e-mail"));
    }

    @Test
    void hours_come_after_acceptance_and_end_the_lead_as_a_failure() {
        String flow = flow("\"acceptance\": " + NOT_FL + "}, " + CLOSED + "},", "");

        assertThat(refused(flow, Map.of("state", "FL")).check()).isEqualTo("acceptance");
        Play play = Play.submit(flow, Map.of("state", "CA"));

        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.FAILURE);
        assertThat(play.completed().decidedBy()).contains("hours");
        assertThat(play.completed().reason())
                .contains("Submission Timestamp must be within hours of operation");
        assertThat(play.completed().price()).isZero();
    }

    @Test
    void the_owners_reason_wins_and_the_sources_hours_are_looked_at_last() {
        String flow = flow("", CLOSED + ", \"reason\": \"{{flow.name}} is closed\"}");

        assertThat(refused(flow, Map.of()).reason()).isEqualTo("Test is closed");
    }

    @ParameterizedTest(name = "{0}: {1} for {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
"""
{"prices": [{"amount": 10}, {"amount": 15, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}]} | 15 | CA
{"prices": [{"amount": 10}, {"amount": 15, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}]} | 10 | TX
{"prices": [{"amount": 15, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}]}                 | 0  | TX
{"prices": [{"amount": 15, "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "CA"}}, {"amount": 10}]} | 10 | CA
{"prices": []}                                                                                                    | 0  | CA
"7.25"                                                                                                            | 7.25 | CA
""")
    void the_last_price_that_matches_wins(String pricing, BigDecimal price, String state) {
        String flow = flow("\"purchase_price\": " + pricing + ",", "");

        Play play = Play.submit(flow, Map.of("state", state));

        assertThat(play.only(LeadAccepted.class).price()).isEqualByComparingTo(price);
        assertThat(play.completed().price()).isEqualByComparingTo(price);
        assertThat(play.completed().margin()).isEqualByComparingTo(price.negate());
    }

    @Test
    void the_price_of_the_source_goes_before_that_of_the_flow() {
        String flow = flow("\"purchase_price\": \"8\",", "\"purchase_price\": {\"prices\": []}");

        assertThat(Play.submit(flow, Map.of()).completed().price()).isZero();
        assertThat(
                        Play.submit(
                                        flow(
                                                "\"purchase_price\": \"8\",",
                                                "\"purchase_price\": \"12\""),
                                        Map.of())
                                .completed()
                                .price())
                .isEqualByComparingTo("12");
    }

    @ParameterizedTest
    @CsvSource({
        "3.5, 3.5",
        "$4.00, 4",
        "0.00005, 0.0001",
        "-1, 0",
        "1000000.01, 0",
        "'', 0",
        "much, 0",
        "999999999999999999999999999999999999999999999, 0"
    })
    void a_source_may_name_its_price(String named, BigDecimal price) {
        String flow = flow("\"purchase_price\": {\"from\": \"submission\"},", "");

        assertThat(Play.submit(flow, Map.of("price", named)).completed().price())
                .isEqualByComparingTo(price);
    }

    @Test
    void mappings_come_first_and_each_sees_what_the_ones_before_did() {
        String flow =
                flow(
                        "\"acceptance\": " + NOT_FL + "},",
                        """
                        "mappings": [
                            {"property": "lead.state", "value": "{{lead.address_2}}"},
                            {"property": "lead.city", "value": "City of {{lead.state}}"},
                            {"property": "lead.city", "value": "{{lead.comments}}"},
                            {"property": "lead.first_name", "value": ""},
                            {"property": "lead.phone_2", "value": "{{lead.phone_1}}",
                             "rule_set": {"lhv": "lead.phone_1", "op": "format is valid"}},
                            {"property": "lead.last_name", "value": "x",
                             "rule_set": {"lhv": "lead.phone_1", "op": "format is invalid"}},
                            {"property": "lead.agent.name", "value": ["{{lead.city}}", 5, "{{lead.company.name}}"]}]
                        """);

        Play play =
                Play.submit(
                        flow,
                        Map.of(
                                "address_2", "FL",
                                "state", "CA",
                                "first_name", "Ada",
                                "phone_1", "512-789-1111"));

        assertThat(play.only(LeadReceived.class).mapped().orElseThrow())
                .containsEntry("state", "FL")
                .containsEntry("city", "City of FL")
                .containsEntry("first_name", "")
                .containsEntry("phone_2", "512-789-1111")
                .doesNotContainKey("last_name")
                .containsEntry("agent", Map.of("name", List.of("City of FL", 5)));
        assertThat(play.only(LeadRefused.class).reason()).isEqualTo("State must not be FL");
    }

    @Test
    void a_mapping_that_fails_does_not_stop_the_others() {
        String flow =
                flow(
                        "",
                        "\"mappings\": [{\"property\": \"lead.city\", \"value\": \""
                                + LeadRunSpecification.endless()
                                + "\"}, {\"property\": \"lead.state\", \"value\": \"CA\"}]");

        Play play =
                Play.submit(flow, Map.of("comments", java.util.Collections.nCopies(2_000, "many")));

        assertThat(play.only(LeadReceived.class).mapped().orElseThrow())
                .containsEntry("state", "CA")
                .doesNotContainKey("city");
        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
    }

    @Test
    void mappings_that_change_nothing_leave_nothing_behind() {
        String flow =
                flow(
                        "",
                        "\"mappings\": [{\"property\": \"lead.city\", \"value\": \"{{lead.state}}\"}]");

        assertThat(Play.submit(flow, Map.of()).only(LeadReceived.class).mapped())
                .isEqualTo(Optional.empty());
    }

    @Test
    void rules_read_price_time_and_the_leads_random_number() {
        String flow =
                """
                {"name": "Test", "purchase_price": "3",
                 "sources": [{"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"}],
                 "steps": [{"id": "f", "name": "F", "type": "filter",
                     "rule_set": {"lhv": "price", "op": "is equal to", "rhv": 3},
                     "reason": "{{price}} {{random}} {{lead.random_number}} {{is_test}} {{timestamp}} {{submission.timestamp}} {{account.id}}"}]}
                """;

        assertThat(Play.submit(flow, Map.of()).completed().reason())
                .contains(
                        "3 43 43 false 2026-03-04T05:06:07Z 2026-03-04T05:06:07Z"
                                + " 0191d0a0-0000-7000-8000-00000000acc0");
    }

    private static LeadRefused refused(String flow, Map<String, Object> data) {
        return Play.submit(flow, data).only(LeadRefused.class);
    }

    private static String flow(String ofFlow, String ofSource) {
        return """
        {"name": "Test", %s "steps": [], "sources": [
            {"id": "0191d0a0-0000-7000-8000-0000000050ce", "name": "Web form"%s}]}
        """
                .formatted(ofFlow, ofSource.isEmpty() ? "" : ", " + ofSource);
    }
}
