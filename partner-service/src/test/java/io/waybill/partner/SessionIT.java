package io.waybill.partner;

import static io.restassured.RestAssured.given;
import static io.waybill.partner.PartnerClient.PASSWORD;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.post;
import static io.waybill.partner.PartnerClient.refresh;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerClient.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.partner.PartnerClient.Session;
import io.waybill.servicekit.auth.SessionToken;
import io.waybill.servicekit.testing.RealServers;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class SessionIT {

    @Test
    void a_token_can_be_checked_with_the_published_keys() throws JoseException {
        Member member = signUp();
        String token = signIn(member).token();
        String published =
                given().get("/api/sessions/keys").then().statusCode(200).extract().asString();
        assertThat(published).doesNotContain("\"d\"");
        JsonWebKeySet keys = new JsonWebKeySet(published);

        SessionToken read =
                SessionToken.verify(
                                token,
                                id ->
                                        (java.security.PublicKey)
                                                keys.findJsonWebKey(id, null, null, null).getKey(),
                                Instant.now())
                        .orElseThrow();

        assertThat(read.accountId()).hasToString(member.accountId());
        assertThat(read.userId()).hasToString(member.userId());
        assertThat(read.expiresAt()).isBefore(Instant.now().plusSeconds(601));
    }

    @Test
    void signing_in_fails_alike_for_a_wrong_password_and_an_unknown_address() {
        Member member = signUp();

        String wrong = failed(member.email(), "not the password");
        String unknown = failed(newEmail(), PASSWORD);
        String noAddress = failed("nobody", PASSWORD);

        assertThat(unknown).isEqualTo(wrong);
        assertThat(noAddress).isEqualTo(wrong);
    }

    @Test
    void signing_in_ignores_the_case_of_the_address() {
        Member member = signUp();

        post(
                        "/api/sessions",
                        Map.of("email", member.email().replace("ada", "ADA"), "password", PASSWORD))
                .then()
                .statusCode(201)
                .body("expires_at", notNullValue());
    }

    @Test
    void too_many_failures_wait_for_known_and_unknown_addresses_alike() {
        for (String email : new String[] {signUp().email(), newEmail()}) {
            for (int i = 0; i < 5; i++) {
                failed(email, "not the password");
            }
            post("/api/sessions", Map.of("email", email, "password", PASSWORD))
                    .then()
                    .statusCode(429)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("partner.login-limited"))
                    .body(not(containsString(email)));
        }
    }

    @Test
    void a_request_without_address_or_password_names_the_fields() {
        post("/api/sessions", Map.of())
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(java.util.List.of("email", "password")));
        post("/api/sessions/refresh", Map.of())
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("refresh_token"));
    }

    @Test
    void a_refresh_token_is_exchanged_for_the_next_one() {
        Session session = signIn(signUp());

        Response first = refresh(session.refreshToken());
        first.then().statusCode(200);
        String second = first.path("refresh_token");
        assertThat(second).isNotEqualTo(session.refreshToken());
        as(first.path("token")).get("/api/accounts/current").then().statusCode(200);
        refresh(second).then().statusCode(200);
    }

    @Test
    void a_refresh_token_that_is_shown_twice_ends_the_session_for_both() {
        Session session = signIn(signUp());
        Response thief = refresh(session.refreshToken());

        refresh(session.refreshToken())
                .then()
                .statusCode(401)
                .body("code", equalTo("partner.session-over"));
        refresh(thief.path("refresh_token")).then().statusCode(401);
        as(thief.path("token")).get("/api/accounts/current").then().statusCode(401);
        as(session.token()).get("/api/accounts/current").then().statusCode(401);
    }

    @Test
    void a_refresh_token_that_nobody_has_is_refused() {
        refresh("x").then().statusCode(401).body("code", equalTo("partner.session-over"));
    }

    @Test
    void signing_out_ends_the_session_and_no_other() {
        Member member = signUp();
        Session one = signIn(member);
        Session other = signIn(member);

        as(one.token()).delete("/api/sessions/current").then().statusCode(204);

        as(one.token()).get("/api/accounts/current").then().statusCode(401);
        refresh(one.refreshToken()).then().statusCode(401);
        as(other.token()).get("/api/accounts/current").then().statusCode(200);
    }

    @Test
    void a_key_has_no_session_to_end() {
        String token = signIn(signUp()).token();
        String key = as(token).body(Map.of("label", "k")).post("/api/api-keys").path("key");

        as(key).delete("/api/sessions/current").then().statusCode(404);
    }

    private static String failed(String email, String password) {
        return post("/api/sessions", Map.of("email", email, "password", password))
                .then()
                .statusCode(401)
                .body("code", equalTo("partner.login-failed"))
                .extract()
                .asString();
    }
}
