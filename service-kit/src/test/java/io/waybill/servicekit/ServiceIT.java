package io.waybill.servicekit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service without a database, as the kit makes it. */
@QuarkusTest
@WithTestResource(RealServers.class)
class ServiceIT {

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @Test
    void a_key_opens_its_own_account() {
        TestAccount seller = TestAccounts.seller();

        given().header("Authorization", seller.bearer())
                .get("/api/echo")
                .then()
                .statusCode(200)
                .body("account", equalTo(seller.id().toString()))
                .body("role", equalTo("owner"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer x", "Bearer wbk_x", "Basic eDp5", "Bearer a.b.c"})
    void a_stranger_sees_401(String header) {
        given().header("Authorization", header)
                .get("/api/echo")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("request.not-authenticated"));
    }

    @Test
    void a_role_that_reads_may_not_write() {
        TestAccount seller = TestAccounts.seller();
        String key = TestAccounts.apiKey(seller.id(), Role.READ_ONLY);

        given().header("Authorization", "Bearer " + key).get("/api/echo").then().statusCode(200);
        given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/echo")
                .then()
                .statusCode(403)
                .body("code", equalTo("request.not-allowed"));
        given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body("{\"amount\":1}")
                .post("/api/echo/preview")
                .then()
                .statusCode(200);
    }

    @Test
    void what_the_http_layer_refuses_is_a_problem_too() {
        given().get("/api/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("request.not-found"));
        given().delete("/api/echo")
                .then()
                .statusCode(405)
                .body("code", equalTo("request.method-not-allowed"));
        given().header("Authorization", TestAccounts.seller().bearer())
                .contentType("text/plain")
                .body("x")
                .post("/api/echo")
                .then()
                .statusCode(415)
                .body("code", equalTo("request.media-type-unsupported"));
    }

    @Test
    void a_body_that_is_not_json_is_malformed() {
        post("{\"amount\":").statusCode(400).body("code", equalTo("request.malformed"));
        post("[]").statusCode(400).body("code", equalTo("request.malformed"));
    }

    @Test
    void a_body_beyond_what_a_reader_of_json_takes_is_refused() {
        post("{\"label\":\"a\",\"more\":" + "[".repeat(1100) + "]".repeat(1100) + "}")
                .statusCode(400)
                .contentType("application/problem+json");
        post("{\"amount\":" + "9".repeat(1100) + "}")
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void a_field_of_the_wrong_type_is_named_without_its_value() {
        post("{\"amount\":\"my secret\"}")
                .statusCode(400)
                .body("code", equalTo("request.invalid"))
                .body("errors.field", hasItem("amount"))
                .body(not(containsString("secret")));
        post("{\"amounts\":1}").statusCode(400).body("errors.field", hasItem("amounts"));
    }

    @Test
    void a_mistake_of_ours_is_500_without_its_message() {
        given().get("/api/echo/failing")
                .then()
                .statusCode(500)
                .body("code", equalTo("internal"))
                .body(not(containsString("secret")));
    }

    @Test
    void an_outage_behind_us_is_503_with_retry_after() {
        given().get("/api/echo/away")
                .then()
                .statusCode(503)
                .header("Retry-After", "2")
                .body("code", equalTo("unavailable"))
                .body(not(containsString("10.0.0.1")));
    }

    @Test
    void a_field_error_has_field_and_message() {
        given().get("/api/echo/invalid")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("email"))
                .body("errors[0].message", equalTo("is not an e-mail address"));
    }

    @Test
    void a_parameter_that_no_table_takes_is_named() {
        given().urlEncodingEnabled(false)
                .header("Authorization", TestAccounts.seller().bearer())
                .get("/api/echo?a=b&state=T%00X")
                .then()
                .statusCode(400)
                .body("code", equalTo("request.invalid"))
                .body("errors.field", hasItem("state"));
        given().urlEncodingEnabled(false).get("/api/echo?state=%00").then().statusCode(401);
    }

    @Test
    void a_reply_names_the_trace_that_the_caller_began() {
        given().header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/api/echo/invalid")
                .then()
                .header("X-Correlation-Id", "0af76519-16cd-43dd-8448-eb211c80319c");
        given().get("/api/echo/invalid")
                .then()
                .header("X-Correlation-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void metrics_and_openapi_are_served() {
        given().get("/q/metrics").then().statusCode(200);
        given().get("/openapi").then().statusCode(200);
    }

    @Test
    void readiness_goes_with_the_broker_and_comes_back_with_it() {
        awaitReadiness(200);

        servers.kafka().kill9();
        awaitReadiness(503);

        servers.kafka().start();
        awaitReadiness(200);
        assertThat(TestAccounts.seller().apiKey()).startsWith("wbk_");
    }

    private static void awaitReadiness(int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> given().get("/q/health/ready").statusCode() == status);
    }

    private static io.restassured.response.ValidatableResponse post(String body) {
        return given().header("Authorization", TestAccounts.seller().bearer())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/echo")
                .then();
    }
}
