package io.waybill.partner;

import static io.waybill.partner.PartnerClient.PASSWORD;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.post;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerClient.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.partner.PartnerClient.Session;
import io.waybill.servicekit.testing.RealServers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody has forgotten a password, or changes it. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class PasswordIT {

    private static final String NEW_PASSWORD = "wrong donkey screw";
    private static final Pattern LINK = Pattern.compile("/password#(\\S+)");

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @SuppressWarnings("NullAway.Init")
    private Mailbox mails;

    @BeforeEach
    void open() {
        mails = new Mailbox(servers);
    }

    @AfterEach
    void close() {
        mails.close();
    }

    @Test
    void a_link_from_the_mailbox_gives_another_password_and_ends_all_sessions() {
        Member member = signUp();
        String session = signIn(member).token();
        ask(member.email()).then().statusCode(202);
        String token = token(member.email());

        confirm(token, NEW_PASSWORD).then().statusCode(204);

        logIn(member, PASSWORD).then().statusCode(401);
        logIn(member, NEW_PASSWORD).then().statusCode(201);
        as(session).get("/api/users").then().statusCode(401);
        mails.await(member.email(), "was changed");
        confirm(token, PASSWORD).then().statusCode(410).body("code", equalTo("partner.reset-over"));
        logIn(member, NEW_PASSWORD).then().statusCode(201);
    }

    @Test
    void an_address_that_nobody_has_gets_the_same_answer_and_no_mail() {
        String nobody = newEmail();
        Member member = signUp();

        Response toNobody = ask(nobody);
        Response toMember = ask(member.email());

        assertThat(toNobody.statusCode()).isEqualTo(toMember.statusCode()).isEqualTo(202);
        assertThat(toNobody.asString()).isEqualTo(toMember.asString());
        token(member.email());
        assertThat(mails.count(nobody)).isZero();
    }

    @Test
    void a_link_that_never_was_works_no_more_than_one_that_is_over() {
        confirm("made-up", NEW_PASSWORD)
                .then()
                .statusCode(410)
                .body("code", equalTo("partner.reset-over"));
        confirm("made-up", "short").then().statusCode(400);
    }

    @Test
    void links_are_limited_for_known_and_unknown_addresses_alike() {
        String nobody = newEmail();
        for (int i = 0; i < 5; i++) {
            ask(nobody).then().statusCode(202);
        }

        ask(nobody)
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("partner.reset-limited"));
    }

    @Test
    void ones_own_password_is_changed_with_the_one_before() {
        Member owner = signUp();
        Session here = signIn(owner);
        Session elsewhere = signIn(owner);

        password(here.token(), "wrong", NEW_PASSWORD)
                .then()
                .statusCode(403)
                .body("code", equalTo("partner.password-wrong"));
        password(here.token(), PASSWORD, "short").then().statusCode(400);
        password(here.token(), PASSWORD, NEW_PASSWORD).then().statusCode(204);

        as(here.token()).get("/api/users").then().statusCode(200);
        as(elsewhere.token()).get("/api/users").then().statusCode(401);
        logIn(owner, NEW_PASSWORD).then().statusCode(201);
        mails.await(owner.email(), "was changed");
        String key =
                as(here.token()).body(Map.of("label", "CRM")).post("/api/api-keys").path("key");
        password(key, PASSWORD, NEW_PASSWORD).then().statusCode(404);
    }

    private String token(String email) {
        String text = mails.await(email, "new Waybill password").text();
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static Response ask(String email) {
        return post("/api/users/password-resets", Map.of("email", email));
    }

    private static Response confirm(String token, String password) {
        return post(
                "/api/users/password-resets/confirm", Map.of("token", token, "password", password));
    }

    private static Response logIn(Member member, String password) {
        return post("/api/sessions", Map.of("email", member.email(), "password", password));
    }

    private static Response password(String token, String current, String next) {
        return as(token)
                .body(Map.of("current_password", current, "password", next))
                .put("/api/users/current/password");
    }
}
