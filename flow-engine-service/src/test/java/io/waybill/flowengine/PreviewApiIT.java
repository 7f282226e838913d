package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class PreviewApiIT {

    private String bearer = "";

    @BeforeEach
    void open() {
        bearer = TestAccounts.seller().bearer();
    }

    @Test
    void a_type_reads_a_value() {
        post("/api/field-types/phone/parse", "{\"value\": \"(512) 789-1111\"}")
                .statusCode(200)
                .body("raw", equalTo("(512) 789-1111"))
                .body("normal", equalTo("5127891111"))
                .body("valid", equalTo(true))
                .body("area", equalTo("512"));
        post("/api/field-types/number/parse", "{\"value\": \"$1,000.50\"}")
                .body("normal", equalTo(1000.5f));
        post(
                        "/api/field-types/dob/parse",
                        "{\"value\": \"2000-01-01\", \"now\": \"2030-01-02T00:00:00Z\"}")
                .body("age", equalTo(30));
        post("/api/field-types/phone/parse", "{\"value\": null}")
                .statusCode(200)
                .body(equalTo("null"));
    }

    @Test
    void a_rule_answers_with_its_trace() {
        post(
                        "/api/rules/evaluate",
                        """
                        {"rule": {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"},
                         "vars": {"lead": {"state": "Texas"}}}\
                        """)
                .statusCode(200)
                .body("pass", equalTo(true))
                .body("reason", nullValue())
                .body("trace", hasSize(1))
                .body("trace[0].lhv", equalTo("lead.state"))
                .body("trace[0].left", equalTo("TX"))
                .body("trace[0].right", equalTo("TX"))
                .body("trace[0].pass", equalTo(true));
    }

    @Test
    void a_rule_set_says_why_it_does_not_pass() {
        post(
                        "/api/rules/evaluate",
                        """
                        {"rule_set": {"op": "and", "rules": [
                            {"lhv": "{{format now format=\\"YYYY\\"}}", "op": "is equal to", "rhv": 2030},
                            {"lhv": "lead.email", "op": "is not blank"}]},
                         "vars": {"lead": {}}, "now": "2030-01-31T12:00:00Z"}\
                        """)
                .statusCode(200)
                .body("pass", equalTo(false))
                .body("reason", equalTo("Missing required email"))
                .body("trace", hasSize(2));
    }

    @Test
    void a_template_gives_text_or_a_value() {
        rendered("{{lead.email}}", "{\"lead\": {\"email\": \"Ada@Example.org\"}}")
                .body("value", equalTo("ada@example.org"));
        rendered("{{math \\\"a * 2\\\"}}", "{\"a\": 21}").body("value", equalTo(42));
        rendered("{{math \\\"a * 2\\\"}}", "{}").statusCode(200).body("value", nullValue());
        rendered(
                        "{{format ts format=\\\"LT z\\\" timezone=\\\"America/Denver\\\"}}",
                        "{\"ts\": {\"$type\": \"time\", \"$raw\": \"2030-01-31T12:00:00Z\"}}")
                .body("value", equalTo("5:00 AM MST"));
        rendered("Hello {{name}}", "{\"name\": \"Ada\"}").body("value", equalTo("Hello Ada"));
    }

    @Test
    void the_catalogue_names_fields_types_operators_and_components() {
        given().header("Authorization", bearer)
                .get("/api/fields")
                .then()
                .statusCode(200)
                .body("fields.id", hasItems("email", "phone_1", "state"))
                .body("fields.find { it.id == 'email' }.type", equalTo("email"))
                .body("types", hasSize(21))
                .body("types.find { it.id == 'dob' }.masked", equalTo(true))
                .body("types.find { it.id == 'phone' }.components.name", hasItem("area"))
                .body("types.find { it.id == 'number' }.operators", hasItem("is between"));
    }

    @Test
    void what_cannot_be_tried_is_named() {
        post("/api/field-types/telephone/parse", "{\"value\": 1}").statusCode(404);
        refused("/api/field-types/phone/parse", "{}", "value");
        refused("/api/field-types/dob/parse", "{\"value\": 1, \"now\": \"soon\"}", "now");
        refused("/api/rules/evaluate", "{\"vars\": {}}", "rule_set");
        refused("/api/rules/evaluate", "{\"rule\": {\"lhv\": \"a\", \"op\": \"is like\"}}", "rule");
        refused(
                "/api/rules/evaluate",
                """
                {"rule_set": {"op": "and", "rules": [{"op": "or", "rules": [{"lhv": "a", "op": "is like"}]}]}}\
                """,
                "rule_set.rules[0].rules[0]");
        refused("/api/templates/render", "{\"template\": 5}", "template");
        refused("/api/templates/render", "{\"template\": \"{{sha3 a}}\"}", "template");
        refused(
                "/api/templates/render",
                "{\"template\": \"x\", \"vars\": {\"a\": {\"$type\": \"colour\", \"$raw\": 1}}}",
                "vars.a");
        refused("/api/templates/render", "{\"template\": \"x\", \"vars\": 7}", "vars");
        post("/api/templates/render", "[1]").statusCode(400);
    }

    @Test
    void a_template_that_explodes_is_a_mistake_of_its_writer() {
        String list = "[" + "1,".repeat(999) + "1]";
        String each = "{{#each l}}".repeat(4) + "x" + "{{/each}}".repeat(4);

        post(
                        "/api/templates/render",
                        "{\"template\": \"%s\", \"vars\": {\"l\": %s}}"
                                .formatted(each.replace("{{#each l}}", "{{#each @root.l}}"), list))
                .statusCode(400)
                .body("errors.message", hasItem(containsString("repeats more than")));
    }

    @Test
    void whoever_may_read_may_try_and_a_stranger_may_not() {
        String reader = TestAccounts.apiKey(TestAccounts.seller().id(), Role.READ_ONLY);
        bearer = "Bearer " + reader;
        post("/api/templates/render", "{\"template\": \"x\"}").statusCode(200);

        bearer = "";
        post("/api/templates/render", "{\"template\": \"x\"}").statusCode(401);
        given().get("/api/fields").then().statusCode(401);
    }

    private ValidatableResponse rendered(String template, String vars) {
        return post(
                        "/api/templates/render",
                        "{\"template\": \"%s\", \"vars\": %s}".formatted(template, vars))
                .statusCode(200);
    }

    private void refused(String path, String body, String field) {
        post(path, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    private ValidatableResponse post(String path, String body) {
        return given().header("Authorization", bearer)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }
}
