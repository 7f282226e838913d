package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import org.junit.jupiter.api.Test;

/** The previews over HTTP, beside the calls that read deliveries. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryPreviewIT {

    @Test
    void a_seller_sees_what_would_be_sent() {
        post(
                        "preview",
                        """
                        {"format":"json","vars":{"url":"http://foo.com",
                          "json_property":{"a.b":[1,2.50],"phone":{"$type":"phone","$raw":"512-789-1111"}}}}
                        """)
                .statusCode(200)
                .body("request.url", equalTo("http://foo.com"))
                .body("request.method", equalTo("POST"))
                .body("request.body", equalTo("{\"a\":{\"b\":[1,2.5]},\"phone\":\"5127891111\"}"));
    }

    @Test
    void a_seller_sees_why_nothing_would_be_sent() {
        post("preview", "{\"format\":\"xml\",\"vars\":{}}")
                .statusCode(200)
                .body("skip", equalTo("URL is required"));
        post("preview", "{\"format\":\"carrier\"}").statusCode(400);
    }

    @Test
    void a_seller_sees_what_a_reply_would_mean() {
        post(
                        "interpret",
                        """
                        {"vars":{"outcome_search_term":"ok","reason_path":"why"},"outgoing_request":{},
                         "reply":{"version":"1.1","status":200,"headers":{"Content-Type":"application/json"},
                                  "body":"{\\"why\\":\\"not now\\"}"}}
                        """)
                .statusCode(200)
                .body("outcome", equalTo("failure"))
                .body("reason", equalTo("not now"))
                .body("price", equalTo(0))
                .body("why", equalTo("not now"));
    }

    @Test
    void a_stranger_sees_nothing() {
        given().contentType("application/json")
                .body("{\"format\":\"form\"}")
                .post("/api/deliveries/preview")
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse post(String call, String body) {
        return given().header("Authorization", TestAccounts.seller().bearer())
                .contentType("application/json")
                .body(body)
                .post("/api/deliveries/" + call)
                .then();
    }
}
