package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class TrialApiIT {

    private static final String CALIFORNIA =
            """
            {"name": "California is sold", "fields": {"email": "ada@example.org", "state": "CA"},
             "expected": {"outcome": "success", "price": "4.00", "deliveries": ["Acme Solar"]}}
            """;

    @Inject DataSource database;

    private TestAccount seller;
    private String flow;

    @BeforeEach
    void create() {
        seller = TestAccounts.seller();
        flow = post("", TestFlows.SOLAR).statusCode(201).extract().path("id");
    }

    @Test
    void a_lead_is_tried_on_the_draft_and_leaves_nothing_behind() {
        trial("{\"fields\": {\"email\": \"ada@example.org\", \"state\": \"CA\"}}")
                .statusCode(200)
                .body("outcome", equalTo("success"))
                .body("price", equalTo("4.0000"))
                .body("revenue", equalTo("12.5000"))
                .body("margin", equalTo("8.5000"))
                .body("deliveries.name", contains("Acme Solar"))
                .body("trace.event", hasItems("lead_accepted", "delivery_requested"))
                .body(
                        "trace.find { it.sent != null }.sent['header.X-Api-Key']",
                        equalTo("********"))
                .body(
                        "trace.find { it.event == 'lead_accepted' }.rules.sentence",
                        hasItem("State is not equal to FL"));
        trial(
                        "{\"fields\": {\"email\": \"a@b.co\", \"state\": \"CA\"},"
                                + " \"replies\": {\"acme_solar\": {\"outcome\": \"error\"}}}")
                .body("outcome", equalTo("error"));
    }

    @Test
    void a_version_is_tried_as_it_was_deployed() {
        call().post(path("/deploy")).then().statusCode(200);
        call().contentType(ContentType.JSON)
                .body(TestFlows.SOLAR.replace("4.00", "9.00").replace("s3cret", "********"))
                .put(path(""))
                .then()
                .statusCode(200);
        String lead = "{\"fields\": {\"email\": \"a@b.co\", \"state\": \"CA\"}, \"version\": ";

        trial(lead + "1}").body("price", equalTo("4.0000")).body("version", equalTo(1));
        trial(lead + "\"draft\"}").body("price", equalTo("9.0000")).body("version", equalTo(2));
        trial(lead + "3}").statusCode(404);
    }

    @Test
    void what_cannot_be_tried_says_why() {
        trial("{\"fields\": 1}").statusCode(400).body("errors.field", contains("fields"));
        trial("{\"fields\": {}, \"source_id\": \"0191d0a0-0000-7000-8000-000000000bad\"}")
                .statusCode(400)
                .body("errors.field", contains("source_id"));
        call().contentType(ContentType.JSON)
                .body(TestFlows.SOLAR.replace("https://acme.example", "acme"))
                .put(path(""))
                .then()
                .statusCode(200);
        trial("{\"fields\": {}}")
                .statusCode(400)
                .body("code", equalTo("flow-engine.flow-undeployable"));
    }

    @Test
    void a_golden_lead_that_comes_to_something_else_stops_the_deployment() {
        String golden = post("/golden-leads", CALIFORNIA).statusCode(201).extract().path("id");
        call().post(path("/deploy"))
                .then()
                .statusCode(200)
                .body("golden_leads.name", contains("California is sold"))
                .body("golden_leads[0].differences", hasSize(0));
        call().contentType(ContentType.JSON)
                .body(TestFlows.SOLAR.replace("4.00", "9.00").replace("s3cret", "********"))
                .put(path(""))
                .then()
                .statusCode(200);

        call().post(path("/deploy"))
                .then()
                .statusCode(409)
                .body("code", equalTo("flow-engine.golden-lead-failed"))
                .body(
                        "errors.message",
                        contains(
                                "Golden lead \"California is sold\": the price is 9.0000 in place"
                                        + " of 4.0000"));
        call().post(path("/golden-leads/run")).then().body("passed", equalTo(false));
        call().post(path("/golden-leads/run?version=1")).then().body("passed", equalTo(true));
        call().post(path("/deploy?force=true")).then().statusCode(200).body("version", equalTo(2));
        call().delete(path("/golden-leads/" + golden)).then().statusCode(204);
        call().post(path("/deploy")).then().statusCode(200).body("golden_leads", hasSize(0));
    }

    @Test
    void golden_leads_are_kept_sealed_and_can_be_replaced() throws SQLException {
        String golden = post("/golden-leads", CALIFORNIA).statusCode(201).extract().path("id");

        call().contentType(ContentType.JSON)
                .body(CALIFORNIA.replace("CA", "NV"))
                .put(path("/golden-leads/" + golden))
                .then()
                .statusCode(200);
        call().get(path("/golden-leads"))
                .then()
                .body("items.id", contains(golden))
                .body("items[0].fields.state", equalTo("NV"));
        assertThat(stored(golden)).startsWith("wbs1:").doesNotContain("ada@example.org");
        post("/golden-leads", "{\"fields\": {}}")
                .statusCode(400)
                .body("errors.message", hasItem(containsString("name")));
        call().delete(path("/golden-leads/x")).then().statusCode(404);
    }

    private ValidatableResponse trial(String body) {
        return post("/trial", body);
    }

    private ValidatableResponse post(String to, String body) {
        return call().contentType(ContentType.JSON)
                .body(body)
                .post(flow == null ? "/api/flows" : path(to))
                .then();
    }

    private String path(String rest) {
        return "/api/flows/" + flow + rest;
    }

    private RequestSpecification call() {
        return given().header("Authorization", seller.bearer());
    }

    private String stored(String golden) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT content FROM golden_lead WHERE id = '"
                                                + golden
                                                + "'")) {
            row.next();
            return row.getString(1);
        }
    }
}
