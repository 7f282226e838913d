package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;

/** Calls that make destinations and credentials. */
final class Definitions {

    static final String DESTINATION =
            """
            {"name": "Acme", "settings": {"format": "json", "url": "%s",
                "json_property.email": "{{lead.email}}", "header.X-Api-Key": "%s",
                "reference_path": "ref"}%s}
            """;

    private Definitions() {}

    static String credentialId(String id) {
        return ", \"credential_id\": \"" + id + "\"";
    }

    static String credential(TestAccount owner, String json) {
        return call(owner)
                .body("{\"name\": \"Key\", " + json.substring(1))
                .post("/api/credentials")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static String create(TestAccount owner, String url, String key, String more) {
        return call(owner)
                .body(DESTINATION.formatted(url, key, more))
                .post("/api/destinations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static RequestSpecification call(TestAccount account) {
        return given().header("Authorization", account.bearer()).contentType("application/json");
    }

    static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }
}
