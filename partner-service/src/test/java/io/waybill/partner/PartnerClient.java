package io.waybill.partner;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Calls the service as its users do. */
final class PartnerClient {

    static final String PASSWORD = "correct horse battery";

    private PartnerClient() {}

    record Member(String accountId, String userId, String email) {}

    record Session(String token, String refreshToken) {}

    static Map<String, Object> application(String email) {
        return new HashMap<>(
                Map.of(
                        "name",
                        "Zebra Leads",
                        "email",
                        email,
                        "password",
                        PASSWORD,
                        "sells",
                        true,
                        "buys",
                        false,
                        "currency",
                        "EUR",
                        "zone",
                        "Europe/Berlin"));
    }

    static String newEmail() {
        return "ada." + UUID.randomUUID() + "@example.com";
    }

    static Member signUp() {
        String email = newEmail();
        Response opened = post("/api/accounts", application(email));
        opened.then().statusCode(201);
        return new Member(opened.path("account_id"), opened.path("user_id"), email);
    }

    static Session signIn(Member member) {
        Response begun =
                post("/api/sessions", Map.of("email", member.email(), "password", PASSWORD));
        begun.then().statusCode(201);
        return new Session(begun.path("token"), begun.path("refresh_token"));
    }

    static Response refresh(String refreshToken) {
        return post("/api/sessions/refresh", Map.of("refresh_token", refreshToken));
    }

    static Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    static RequestSpecification as(String credential) {
        return given().header("Authorization", "Bearer " + credential)
                .contentType(ContentType.JSON);
    }
}
