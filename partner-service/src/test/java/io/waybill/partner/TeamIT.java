package io.waybill.partner;

import static io.waybill.partner.PartnerClient.PASSWORD;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.post;
import static io.waybill.partner.PartnerClient.refresh;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerClient.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.partner.PartnerClient.Session;
import io.waybill.servicekit.testing.RealServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users of one account: how they come, what they may do, how they go. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class TeamIT {

    private static final Pattern LINK = Pattern.compile("/colleague#(\\S+)");
    private static final String LINKS = "/api/users/invitations/link";

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
    void who_is_invited_joins_with_the_invited_address_and_role() {
        Member owner = signUp();
        String token = signIn(owner).token();
        String email = newEmail();
        Response invited = invite(token, email, "analyst");
        invited.then()
                .statusCode(201)
                .body("email", equalTo(email))
                .body("state", equalTo("pending"));
        String link = link(email);

        post(LINKS, Map.of("token", link))
                .then()
                .statusCode(200)
                .body("account", equalTo("Zebra Leads"))
                .body("email", equalTo(email))
                .body("role", equalTo("analyst"));
        Response joined = accept(link);
        joined.then().statusCode(201).body("account_id", equalTo(owner.accountId()));

        Member colleague = new Member(owner.accountId(), joined.path("user_id"), email);
        String colleaguesToken = signIn(colleague).token();
        as(colleaguesToken)
                .get("/api/users")
                .then()
                .body("items.email", contains(owner.email(), email))
                .body("items.name", hasItem("Bob Builder"))
                .body("items.role", contains("owner", "analyst"));
        invite(colleaguesToken, newEmail(), "read-only").then().statusCode(403);
        accept(link).then().statusCode(409).body("code", equalTo("partner.invitation-accepted"));
        as(token).get("/api/users/invitations").then().body("items.state", contains("joined"));
    }

    @Test
    void of_many_who_use_a_link_at_once_one_joins() {
        Member owner = signUp();
        String email = newEmail();
        invite(signIn(owner).token(), email, "manager").then().statusCode(201);
        String link = link(email);

        List<Integer> answers =
                IntStream.range(0, 4)
                        .parallel()
                        .mapToObj(ignored -> accept(link).statusCode())
                        .toList();

        assertThat(answers)
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 409);
        as(signIn(owner).token()).get("/api/users").then().body("items", hasSize(2));
    }

    @Test
    void a_link_that_was_revoked_or_is_made_up_lets_nobody_in() {
        String token = signIn(signUp()).token();
        String email = newEmail();
        String invitation = invite(token, email, "manager").path("id");
        String link = link(email);
        invite(token, email, "manager")
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.already-invited"));

        act(token, invitation, "revoke").then().statusCode(204);
        act(token, invitation, "revoke").then().statusCode(204);

        accept(link).then().statusCode(410).body("code", equalTo("partner.invitation-revoked"));
        accept("made-up").then().statusCode(404);
        invite(token, email, "manager").then().statusCode(201);
        act(token, invitation, "resend")
                .then()
                .statusCode(410)
                .body("code", equalTo("partner.invitation-revoked"));
    }

    @Test
    void an_address_that_has_a_user_stays_with_its_account() {
        Member elsewhere = signUp();
        Member owner = signUp();
        String token = signIn(owner).token();

        invite(token, owner.email(), "manager")
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.already-colleague"));
        invite(token, elsewhere.email(), "manager").then().statusCode(201);
        accept(link(elsewhere.email()))
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.email-taken"));
    }

    @Test
    void another_role_counts_at_once_in_open_sessions_and_for_keys() {
        Member owner = signUp();
        String token = signIn(owner).token();
        Member colleague = colleague(owner, token, "manager");
        Session session = signIn(colleague);
        String key = key(session.token());

        role(token, colleague, "read-only").then().statusCode(204);

        key(session.token(), 403);
        as(session.token()).get("/api/users").then().statusCode(200);
        as(key).get("/api/users").then().statusCode(401);
        String next = refresh(session.refreshToken()).path("token");
        key(next, 403);
        role(token, colleague, "owner").then().statusCode(204);
        key(session.token(), 201);
    }

    @Test
    void who_is_removed_is_out_at_once_and_may_be_invited_again() {
        Member owner = signUp();
        String token = signIn(owner).token();
        Member colleague = colleague(owner, token, "manager");
        Session session = signIn(colleague);
        String key = key(session.token());
        String friend = newEmail();
        invite(session.token(), friend, "manager").then().statusCode(201);
        String friendsLink = link(friend);

        as(token).delete("/api/users/" + colleague.userId()).then().statusCode(204);

        as(session.token()).get("/api/users").then().statusCode(401);
        as(key).get("/api/users").then().statusCode(401);
        refresh(session.refreshToken()).then().statusCode(401);
        post("/api/sessions", Map.of("email", colleague.email(), "password", PASSWORD))
                .then()
                .statusCode(401);
        accept(friendsLink).then().statusCode(410);
        as(token).get("/api/users").then().body("items.email", contains(owner.email()));
        as(token).delete("/api/users/" + colleague.userId()).then().statusCode(404);
        invite(token, colleague.email(), "analyst").then().statusCode(201);
    }

    @Test
    void the_last_owner_stays() {
        Member owner = signUp();
        String token = signIn(owner).token();
        Member colleague = colleague(owner, token, "manager");
        String colleaguesToken = signIn(colleague).token();

        as(token)
                .delete("/api/users/" + owner.userId())
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.last-owner"));
        role(token, owner, "manager").then().statusCode(409);
        role(colleaguesToken, owner, "manager")
                .then()
                .statusCode(403)
                .body("code", equalTo("partner.role-not-grantable"));
        role(token, colleague, "owner").then().statusCode(204);
        as(token).delete("/api/users/" + owner.userId()).then().statusCode(204);
        as(colleaguesToken)
                .get("/api/users")
                .then()
                .body("items.role", containsInAnyOrder("owner"));
    }

    @Test
    void users_and_invitations_of_another_account_do_not_exist() {
        Member owner = signUp();
        String token = signIn(owner).token();
        String invitation = invite(token, newEmail(), "manager").path("id");
        String stranger = signIn(signUp()).token();

        role(stranger, owner, "analyst").then().statusCode(404);
        as(stranger).delete("/api/users/" + owner.userId()).then().statusCode(404);
        for (String action : List.of("resend", "revoke")) {
            act(stranger, invitation, action).then().statusCode(404);
            act(token, UUID.randomUUID().toString(), action).then().statusCode(404);
        }
        as(stranger).get("/api/users/invitations").then().body("items", hasSize(0));
    }

    private Member colleague(Member owner, String token, String role) {
        String email = newEmail();
        invite(token, email, role).then().statusCode(201);
        Response joined = accept(link(email));
        joined.then().statusCode(201);
        return new Member(owner.accountId(), joined.path("user_id"), email);
    }

    private String link(String email) {
        Matcher link = LINK.matcher(mails.await(email, "invites you to its team").text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static Response invite(String token, String email, String role) {
        return as(token).body(Map.of("email", email, "role", role)).post("/api/users/invitations");
    }

    private static Response act(String token, String invitation, String action) {
        return as(token).post("/api/users/invitations/" + invitation + "/" + action);
    }

    private static Response accept(String link) {
        return post(
                LINKS + "/accept",
                Map.of("token", link, "name", "Bob Builder", "password", PASSWORD));
    }

    private static Response role(String token, Member user, String role) {
        return as(token).body(Map.of("role", role)).put("/api/users/" + user.userId());
    }

    private static String key(String token) {
        return key(token, 201).path("key");
    }

    private static Response key(String token, int status) {
        Response issued =
                as(token).body(Map.of("label", "CRM", "role", "manager")).post("/api/api-keys");
        issued.then().statusCode(status);
        return issued;
    }
}
