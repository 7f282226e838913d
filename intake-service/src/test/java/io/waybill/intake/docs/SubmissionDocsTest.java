package io.waybill.intake.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.intake.Examples;
import io.waybill.intake.flows.Source;
import io.waybill.intake.flows.SourceKey;
import io.waybill.intake.flows.SubmissionTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionDocsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = "https://leads.example/flows/f/sources/s";
    private static final String FLOW =
            """
            {"name": "Autos", "purchase_price": "4.75", "ping_enabled": true,
             "fields": [{"id": "roof_age", "type": "number", "label": "Age <of> roof",
                         "description": "in years"}],
             "acceptance": {"rule_set": {"op": "and", "rules": [
                 {"lhv": "lead.email", "op": "is not blank"},
                 {"lhv": "lead.state", "op": "is not equal to", "rhv": "FL"}]}},
             "hours_of_operation": {"time_zone": "America/Chicago",
                 "days": {"monday": [["08:00", "17:00"]], "sunday": []}},
             "list_checks": [{"key": "duplicate", "kind": "duplicate", "fields": ["lead.email"],
                 "within": {"value": 30, "units": "day"}, "refuse": true}],
             "sources": [
                 {"id": "%s", "name": "Web form",
                  "acceptance": {"rule_set": {"op": "or", "rules": [
                      {"lhv": "lead.phone_1", "op": "format is valid"}]}},
                  "mappings": [{"property": "lead.city", "value": "Austin"},
                               {"property": "lead.postal_code", "value": "{{lead.zip}}"}]},
                 {"id": "other", "name": "Other source", "acceptance": {"rule_set": {
                     "lhv": "lead.gender", "op": "is not blank"}}}],
             "steps": [{"type": "recipient", "id": "acme", "name": "Acme Motors",
                 "sale_price": "19.25",
                 "delivery": {"url": "https://acme.example", "header.X-Key": "wbs1:sealed",
                     "json_property.n": "{{lead.last_name}}", "json_property.c": "{{lead.city}}",
                     "json_property.z": "{{lead.postal_code}}"}}]}
            """
                    .formatted(Examples.SOURCE);

    @Test
    void rules_of_flow_and_source_are_told_in_words() {
        assertThat(docs(false).rules())
                .containsExactly(
                        "Email must not be blank",
                        "State must not be FL",
                        "Phone 1 must be valid",
                        "A lead with the same email must not have come within the last 30 day(s)",
                        "Leads are taken only monday 08:00 to 17:00 (America/Chicago)");
    }

    @Test
    void fields_are_those_that_the_flow_reads_and_the_source_has_to_send() {
        List<SubmissionDocs.Field> fields = docs(false).fields();

        assertThat(fields)
                .extracting(SubmissionDocs.Field::id)
                .containsExactly("email", "roof_age", "last_name", "phone_1", "state", "zip");
        assertThat(fields).filteredOn(SubmissionDocs.Field::required).hasSize(1);
    }

    @Test
    void prices_buyers_secrets_and_other_sources_are_not_told() throws JsonProcessingException {
        String page = DocsPage.of(docs(true));
        String openApi = JSON.writeValueAsString(OpenApiDocument.of(docs(true)));

        for (String told : List.of(page, openApi)) {
            assertThat(told)
                    .doesNotContain("4.75")
                    .doesNotContain("19.25")
                    .doesNotContainIgnoringCase("acme")
                    .doesNotContain("wbs1:")
                    .doesNotContain("Other source")
                    .doesNotContain("gender");
        }
    }

    @Test
    void the_page_escapes_what_people_wrote_and_carries_no_script() {
        String page = DocsPage.of(docs(false));

        assertThat(page)
                .contains("Age &lt;of&gt; roof: in years; a number")
                .doesNotContain("<of>")
                .doesNotContain("<script")
                .contains("POST " + BASE + "/submit")
                .contains("&lt;outcome&gt;pending&lt;/outcome&gt;")
                .contains(BASE + "/ping");
        assertThat(DocsPage.POLICY).startsWith("default-src 'none'; style-src 'sha256-");
    }

    @Test
    void open_api_has_an_example_of_each_reply_and_asks_for_a_key_where_one_is_needed()
            throws JsonProcessingException {
        String open = JSON.writeValueAsString(OpenApiDocument.of(docs(false)));
        String keyed = JSON.writeValueAsString(OpenApiDocument.of(docs(true)));

        assertThat(open)
                .contains("\"201\"", "\"202\"", "the-lead-was-refused", "Missing required email")
                .contains("\"required\":[\"email\"]")
                .doesNotContain("securitySchemes");
        assertThat(keyed).contains("securitySchemes", "\"bearer\"");
        assertThat(DocsPage.of(docs(true))).contains("A key is needed");
    }

    @Test
    void a_flow_that_asks_for_nothing_says_so() {
        SubmissionDocs docs = DocsReader.read(Examples.target(), Map.of(), BASE);

        assertThat(DocsPage.of(docs))
                .contains("Every lead is accepted.")
                .contains("No field in particular is read.");
    }

    private static SubmissionDocs docs(boolean keyed) {
        Source source =
                new Source(
                        Examples.SOURCE,
                        true,
                        keyed ? Optional.of(new SourceKey(new byte[32])) : Optional.empty(),
                        true);
        SubmissionTarget target = new SubmissionTarget(Examples.version(3, source), source, true);
        return DocsReader.read(target, flow(), BASE);
    }

    private static Map<String, Object> flow() {
        try {
            return JSON.readValue(FLOW, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
