package io.waybill.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import org.junit.jupiter.api.Test;

/** The preview over HTTP: who may ask, and that nulls and numbers arrive as they were sent. */
@QuarkusTest
@WithTestResource(RealServers.class)
class SubmissionPreviewIT {

    @Test
    void a_seller_sees_what_would_be_read() {
        preview(
                        TestAccounts.seller().bearer(),
                        """
                        {"method":"post","version":"1.1","uri":"/flows/f/sources/s/submit?b=2",
                         "headers":{"Content-Type":"application/json","Content-Length":20},
                         "body":"{\\"a\\":null,\\"n\\":1.50}"}
                        """)
                .statusCode(200)
                .body("vars", hasKey("a"))
                .body("vars.a", nullValue())
                .body("vars.n", equalTo(1.5f))
                .body("vars.b", equalTo("2"));
    }

    @Test
    void a_seller_sees_how_it_would_be_refused() {
        preview(TestAccounts.seller().bearer(), "{\"method\":\"delete\"}")
                .statusCode(200)
                .body("rejected_with.status", equalTo(405))
                .body("rejected_with.headers.Allow", equalTo("GET, POST"));
    }

    @Test
    void a_stranger_sees_nothing() {
        preview("Bearer nonsense", "{\"method\":\"delete\"}").statusCode(401);
    }

    private static ValidatableResponse preview(String authorization, String call) {
        return given().header("Authorization", authorization)
                .contentType("application/json")
                .body(call)
                .post("/api/submissions/preview")
                .then();
    }
}
