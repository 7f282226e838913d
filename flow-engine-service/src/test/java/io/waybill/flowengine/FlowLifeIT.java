package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waybill.local.edge.Routes;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class FlowLifeIT {

    private TestAccount seller;
    private String flow;

    @BeforeEach
    void deploy() {
        seller = TestAccounts.seller();
        flow = created(TestFlows.SOLAR);
        call().post("/api/flows/" + flow + "/deploy").then().statusCode(200);
        edit(TestFlows.SOLAR.replace("4.00", "5.00").replace("s3cret", "********"));
    }

    @Test
    void the_draft_is_compared_with_a_version_in_words() {
        call().get("/api/flows/" + flow + "/diff?from=1&to=draft")
                .then()
                .statusCode(200)
                .body("from", equalTo("1"))
                .body(
                        "changes.sentence",
                        contains("Flow: the purchase price changed from 4.00 to 5.00"))
                .body("changes[0].about", equalTo("flow"));
        call().get("/api/flows/" + flow + "/diff?from=1&to=1").then().body("changes", hasSize(0));
        call().get("/api/flows/" + flow + "/diff?from=9").then().statusCode(404);
        call().get("/api/flows/" + flow + "/diff?from=old")
                .then()
                .statusCode(400)
                .body("errors.field", contains("from"));
    }

    @Test
    void a_version_is_read_and_brought_back() {
        call().get("/api/flows/" + flow + "/versions/1")
                .then()
                .statusCode(200)
                .body("definition.purchase_price", equalTo("4.00"))
                .body(containsString("********"))
                .body(not(containsString("wbs1:")));
        call().get("/api/flows/" + flow + "/versions/2").then().statusCode(404);

        call().post("/api/flows/" + flow + "/versions/1/restore")
                .then()
                .statusCode(200)
                .body("draft.purchase_price", equalTo("4.00"))
                .body("version", equalTo(1));
        call().get("/api/flows/" + flow + "/diff?from=1").then().body("changes", hasSize(0));
        call().header("If-Match", "\"1\"")
                .post("/api/flows/" + flow + "/versions/1/restore")
                .then()
                .statusCode(409);
    }

    @Test
    void a_copy_has_sources_of_its_own_and_keeps_the_secrets() {
        ValidatableResponse copy =
                call().queryParam("name", "Solar two")
                        .post("/api/flows/" + flow + "/copy")
                        .then()
                        .statusCode(201)
                        .body("name", equalTo("Solar two"))
                        .body("sources[0].id", not(equalTo(TestFlows.SOURCE.toString())));
        String id = copy.extract().path("id");

        assertThat(id).isNotEqualTo(flow);
        call().post("/api/flows/" + id + "/deploy").then().statusCode(200);
        call().post("/api/flows/" + flow + "/copy")
                .then()
                .statusCode(201)
                .body("name", equalTo("Solar (copy)"));
    }

    @Test
    void a_file_of_a_flow_makes_a_flow_in_another_account() {
        String file =
                call().get("/api/flows/" + flow + "/export?version=draft")
                        .then()
                        .statusCode(200)
                        .header("Content-Disposition", containsString("attachment"))
                        .extract()
                        .asString();
        assertThat(file)
                .doesNotContain("wbs1:")
                .doesNotContain("********")
                .doesNotContain(TestFlows.SOURCE.toString());
        seller = TestAccounts.seller();

        imported(file)
                .statusCode(201)
                .body("flow.name", equalTo("Solar"))
                .body("flow.draft.purchase_price", equalTo("5.00"))
                .body("secrets_left_out", contains("steps[1].delivery.header.X-Api-Key"));
        imported(file.replace("\"format_version\":1", "\"format_version\":7"))
                .statusCode(400)
                .body("code", equalTo("flow-engine.file-from-later"))
                .body("detail", containsString("format version 7"));
        imported("{\"name\": \"Solar\"}")
                .statusCode(400)
                .body("code", equalTo("flow-engine.file-unreadable"));
    }

    @Test
    void the_history_says_who_changed_what() {
        call().post("/api/flows/" + flow + "/disable").then().statusCode(200);
        String next =
                call().get("/api/flows/" + flow + "/history?limit=2")
                        .then()
                        .statusCode(200)
                        .body("items.event", contains("flow_disabled", "draft_edited"))
                        .body("items[1].by", startsWith("api-key:"))
                        .body("items[1].at", notNullValue())
                        .body(
                                "items[1].changes.sentence",
                                contains("Flow: the purchase price changed from 4.00 to 5.00"))
                        .extract()
                        .path("next");

        call().get("/api/flows/" + flow + "/history?limit=2&cursor=" + next)
                .then()
                .body("items.sentence", contains("Version 1 was deployed", "The flow was created"))
                .body("next", nullValue());
    }

    @Test
    void what_deploying_would_say_is_said_before() {
        call().get("/api/flows/" + flow + "/check")
                .then()
                .statusCode(200)
                .body("deployable", equalTo(true))
                .body("errors", hasSize(0))
                .body("warnings.message", contains(containsString("event_id")));
        call().post("/api/flows/" + flow + "/deploy")
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("warnings.field", contains("steps[1].delivery"));
        edit(TestFlows.SOLAR.replace("https://acme.example", "acme"));
        call().get("/api/flows/" + flow + "/check")
                .then()
                .body("deployable", equalTo(false))
                .body("errors.field", contains("steps[1].delivery.url"));
    }

    @Test
    void another_accounts_flow_has_no_life_here() {
        seller = TestAccounts.seller();

        for (String path :
                List.of("diff", "export", "history", "versions/1", "check", "golden-leads")) {
            call().get("/api/flows/" + flow + "/" + path).then().statusCode(404);
        }
        call().post("/api/flows/" + flow + "/copy").then().statusCode(404);
        call().post("/api/flows/" + flow + "/versions/1/restore").then().statusCode(404);
    }

    @Test
    void every_path_of_the_api_is_brought_here_by_the_edge() {
        Routes routes = Routes.ofBuild();
        Map<String, Object> paths =
                given().header("Accept", "application/json")
                        .get("/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("paths");

        assertThat(paths).containsKeys("/api/flows/{id}/trial", "/api/flows/{id}/history");
        assertThat(paths.keySet())
                .filteredOn(path -> path.startsWith("/api/"))
                .allSatisfy(path -> assertThat(routes.serviceOf(path)).hasValue("flow-engine"));
    }

    private RequestSpecification call() {
        return given().header("Authorization", seller.bearer());
    }

    private String created(String draft) {
        return call().contentType(ContentType.JSON)
                .body(draft)
                .post("/api/flows")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void edit(String draft) {
        call().contentType(ContentType.JSON)
                .body(draft)
                .put("/api/flows/" + flow)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse imported(String file) {
        return call().contentType(ContentType.JSON).body(file).post("/api/flows/import").then();
    }
}
