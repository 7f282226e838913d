package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class FlowApiIT {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Inject DataSource database;

    private TestAccount seller;

    @BeforeEach
    void open() {
        seller = TestAccounts.seller();
    }

    @Test
    void a_flow_is_created_with_the_address_of_each_source() {
        ValidatableResponse created = create(TestFlows.SOLAR);

        String id = created.extract().path("id");
        created.statusCode(201)
                .header("Location", containsString("/api/flows/" + id))
                .header("ETag", equalTo("\"1\""))
                .body("version", equalTo(0))
                .body("live", nullValue())
                .body(
                        "sources[0].submit_url",
                        equalTo(
                                "http://localhost:8080/flows/%s/sources/%s/submit"
                                        .formatted(id, TestFlows.SOURCE)));
    }

    @Test
    void a_deployed_flow_is_live_when_the_lane_has_said_so() {
        String id = created(TestFlows.SOLAR);

        call().post("/api/flows/" + id + "/deploy")
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
        awaitLive(id, 1, true);
        call().post("/api/flows/" + id + "/disable")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false));
        awaitLive(id, 1, false);
        call().post("/api/flows/" + id + "/enable").then().statusCode(200);
        call().post("/api/flows/" + id + "/deploy")
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        awaitLive(id, 2, true);
        call().get("/api/flows/" + id + "/versions")
                .then()
                .statusCode(200)
                .body("items.version", equalTo(java.util.List.of(2, 1)))
                .body("items[0].deployed_by", startsWith("api-key:"))
                .body("items[0].deployed_at", notNullValue());
    }

    @Test
    void a_draft_that_cannot_work_is_saved_but_not_deployed() {
        String id = created(TestFlows.SOLAR.replace("https://acme.example/leads", "acme"));

        call().post("/api/flows/" + id + "/deploy")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("flow-engine.flow-undeployable"))
                .body("errors.field", hasItem("steps[1].delivery.url"))
                .body(
                        "errors.message",
                        hasItem("Step \"Acme Solar\": the url must be an http or https address"));
        call().get("/api/flows/" + id).then().body("version", equalTo(0));
    }

    @Test
    void a_secret_is_sealed_masked_and_kept_when_the_mask_comes_back() throws SQLException {
        String id = created(TestFlows.SOLAR);
        String shown = call().get("/api/flows/" + id).then().extract().asString();

        assertThat(shown).doesNotContain("s3cret").contains("********").doesNotContain("wbs1:");
        String before = stored(id);
        assertThat(before).doesNotContain("s3cret").contains("wbs1:");
        call().contentType(ContentType.JSON)
                .body(TestFlows.SOLAR.replace("s3cret", "********").replace("4.00", "5.00"))
                .put("/api/flows/" + id)
                .then()
                .statusCode(200)
                .body("draft.purchase_price", equalTo("5.00"));
        assertThat(sealedIn(stored(id))).isEqualTo(sealedIn(before));
    }

    @Test
    void a_mask_without_a_secret_is_refused() {
        create(TestFlows.SOLAR.replace("s3cret", "********"))
                .statusCode(400)
                .body("code", equalTo("flow-engine.draft-unusable"));
    }

    @Test
    void a_source_key_is_shown_once() {
        ValidatableResponse created =
                create(
                        TestFlows.SOLAR.replace(
                                "\"Web form\"", "\"Web form\", \"key_required\": true"));
        String id = created.extract().path("id");

        created.statusCode(201).body("sources[0].key", startsWith("wbs_"));
        call().get("/api/flows/" + id)
                .then()
                .body("sources[0].key", nullValue())
                .body(not(containsString("key_hash")));
        call().post("/api/flows/" + id + "/deploy").then().statusCode(200);
    }

    @Test
    void two_who_edit_at_once_do_not_overwrite_each_other() {
        String id = created(TestFlows.SOLAR);
        put(id, TestFlows.SOLAR.replace("4.00", "5.00"), "\"1\"")
                .statusCode(200)
                .header("ETag", "\"2\"");

        put(id, TestFlows.SOLAR.replace("4.00", "6.00"), "\"1\"")
                .statusCode(409)
                .body("code", equalTo("flow-engine.flow-changed"));
        call().get("/api/flows/" + id).then().body("draft.purchase_price", equalTo("5.00"));
    }

    @Test
    void another_accounts_flow_is_not_there() {
        String id = created(TestFlows.SOLAR);
        seller = TestAccounts.seller();

        call().get("/api/flows/" + id).then().statusCode(404);
        put(id, TestFlows.SOLAR, null).statusCode(404);
        call().post("/api/flows/" + id + "/deploy").then().statusCode(404);
        call().post("/api/flows/" + id + "/disable").then().statusCode(404);
        call().get("/api/flows/" + id + "/versions").then().statusCode(404);
        call().get("/api/flows").then().statusCode(200).body("items", hasSize(0));
        call().get("/api/flows/not-an-id").then().statusCode(404);
    }

    @Test
    void flows_are_listed_page_by_page() {
        String first = created(TestFlows.SOLAR);
        String second = created(TestFlows.SOLAR);
        String next =
                call().get("/api/flows?limit=1")
                        .then()
                        .statusCode(200)
                        .body("items.id", equalTo(java.util.List.of(first)))
                        .extract()
                        .path("next");

        call().get("/api/flows?limit=1&cursor=" + next)
                .then()
                .body("items.id", equalTo(java.util.List.of(second)))
                .body("next", nullValue());
        call().get("/api/flows?cursor=x").then().statusCode(400);
    }

    @Test
    void who_may_not_gets_told() {
        given().get("/api/flows").then().statusCode(401);
        TestAccount buyer = TestAccounts.buyer();
        given().header("Authorization", buyer.bearer())
                .get("/api/flows")
                .then()
                .statusCode(403)
                .body("code", equalTo("flow-engine.account-not-selling"));
        String reader = TestAccounts.apiKey(seller.id(), Role.READ_ONLY);
        given().header("Authorization", "Bearer " + reader)
                .contentType(ContentType.JSON)
                .body(TestFlows.SOLAR)
                .post("/api/flows")
                .then()
                .statusCode(403);
    }

    @Test
    void a_body_that_is_no_draft_is_refused() {
        create("{\"name\": \"\"}").statusCode(400).body("errors.field", hasItem("name"));
        create("{\"name\": 5, \"steps\": 7}")
                .statusCode(400)
                .body("errors.field", hasItem("steps"));
        create("[1]").statusCode(400).contentType("application/problem+json");
        create("{").statusCode(400).contentType("application/problem+json");
    }

    @Test
    void a_value_that_nobody_can_keep_is_named() {
        refused("purchase_price", "1e99999").body("errors.field", hasItem("purchase_price"));
        refused("own", "[".repeat(900) + "]".repeat(900))
                .body("errors.message", hasItem(containsString("nested more than 50 deep")));
        refused("description", "\"a\\u0000b\"").body("errors.field", hasItem("description"));
    }

    @Test
    void what_no_reader_of_json_takes_is_malformed() {
        refused("own", "[".repeat(1100) + "]".repeat(1100));
        refused("purchase_price", "9".repeat(1100));
        refused("purchase_price", "1e99999999999");
    }

    private ValidatableResponse refused(String field, String value) {
        return create("{\"name\": \"a\", \"" + field + "\": " + value + "}")
                .statusCode(400)
                .contentType("application/problem+json");
    }

    private RequestSpecification call() {
        return given().header("Authorization", seller.bearer());
    }

    private ValidatableResponse create(String draft) {
        return call().contentType(ContentType.JSON).body(draft).post("/api/flows").then();
    }

    private String created(String draft) {
        return create(draft).statusCode(201).extract().path("id");
    }

    private ValidatableResponse put(String id, String draft, String ifMatch) {
        RequestSpecification call = call().contentType(ContentType.JSON).body(draft);
        return (ifMatch == null ? call : call.header("If-Match", ifMatch))
                .put("/api/flows/" + id)
                .then();
    }

    private void awaitLive(String id, int version, boolean enabled) {
        Awaitility.await("the lane runs version " + version)
                .atMost(LIMIT)
                .untilAsserted(() ->
                        call().get("/api/flows/" + id)
                                .then()
                                .body("live.version", equalTo(version))
                                .body("live.enabled", equalTo(enabled)));
    }

    private String stored(String id) throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery("SELECT draft FROM flow WHERE id = '" + id + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String sealedIn(String draft) {
        int start = draft.indexOf("wbs1:");
        return draft.substring(start, draft.indexOf('"', start));
    }
}
