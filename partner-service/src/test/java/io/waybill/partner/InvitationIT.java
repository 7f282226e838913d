package io.waybill.partner;

import static io.restassured.RestAssured.given;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerWorld.accept;
import static io.waybill.partner.PartnerWorld.buyer;
import static io.waybill.partner.PartnerWorld.connection;
import static io.waybill.partner.PartnerWorld.decline;
import static io.waybill.partner.PartnerWorld.invite;
import static io.waybill.partner.PartnerWorld.look;
import static io.waybill.partner.PartnerWorld.openAccount;
import static io.waybill.partner.PartnerWorld.seller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.partner.PartnerWorld.Person;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.InvitationSent;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Invitations from the seller's side, and what somebody with a link gets to see. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class InvitationIT {

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @Test
    void who_is_invited_gets_a_mail_with_a_link_that_shows_who_invites() {
        Person seller = seller();
        String email = newEmail();

        invite(seller, email)
                .then()
                .statusCode(201)
                .body("state", equalTo("pending"))
                .body("email", equalTo(email))
                .body("fields", contains("first_name", "email"));

        try (Mailbox mails = new Mailbox(servers)) {
            Mailbox.Opened mail = mails.await(email, "Roe Media invites you");
            assertThat(mail.text()).contains("Hello Quokka Person", "Let us <b>work</b> together.");
            assertThat(mail.html()).contains("&lt;b&gt;work");
            look(mail.token())
                    .then()
                    .statusCode(200)
                    .body("seller", equalTo("Roe Media"))
                    .body("email", equalTo(email))
                    .body("fields", contains("first_name", "email"));
        }
    }

    @Test
    void no_topic_and_no_answer_holds_the_link_or_what_is_personal_in_clear() {
        Person seller = seller();
        String email = newEmail();
        Response sent = invite(seller, email);

        try (Mailbox mails = new Mailbox(servers);
                TopicReader events =
                        new TopicReader(servers.kafka().bootstrapServers(), Topic.PARTNER_EVENTS)) {
            String token = mails.await(email, "invites you").token();
            String id = sent.path("id");
            InvitationSent invited =
                    events.await(
                            InvitationSent.class, e -> e.getInvitationId().toString().equals(id));
            ConnectionOpened opened =
                    events.await(
                            ConnectionOpened.class, e -> e.getInvitationId().toString().equals(id));

            assertThat(invited.getMeta().getLane()).isEqualTo(seller.accountId());
            assertThat(opened.getMeta().getLane()).isEqualTo(seller.accountId());
            assertThat(opened.getMeta().getSequence()).isEqualTo(1);
            assertThat(sent.asString()).doesNotContain(token);
            assertThat(events.seen())
                    .allSatisfy(record ->
                            assertThat(text(record.value()))
                                    .doesNotContain(email, "Quokka", "work", token));
            assertThat(mails.requests().seen())
                    .allSatisfy(record ->
                            assertThat(text(record.value()))
                                    .doesNotContain(email, "Quokka", token));
        }
    }

    @Test
    void everything_that_is_wrong_with_a_wish_is_told_at_once() {
        as(seller().token())
                .body(
                        Map.of(
                                "email",
                                "a@example.com\r\nBcc: b@example.com",
                                "message",
                                "x".repeat(2_001)))
                .post("/api/invitations")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("name", "email", "message"));
    }

    @Test
    void nobody_invites_itself_an_address_twice_or_without_the_paid_plan() {
        Person seller = seller();
        String email = newEmail();
        invite(seller, seller.email())
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.invites-itself"));
        invite(seller, email).then().statusCode(201);
        invite(seller, email.toUpperCase(Locale.ROOT))
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.already-invited"));
        invite(buyer(), newEmail())
                .then()
                .statusCode(403)
                .body("code", equalTo("partner.plan-needed"));
    }

    @Test
    void the_answer_is_the_same_whether_or_not_the_address_has_an_account() {
        Person known = buyer();
        Person seller = seller();

        Map<String, Object> toKnown =
                invite(seller, known.email()).then().statusCode(201).extract().path("");
        Map<String, Object> toUnknown =
                invite(seller, newEmail()).then().statusCode(201).extract().path("");

        assertThat(toKnown.keySet()).isEqualTo(toUnknown.keySet());
        assertThat(toKnown.get("state")).isEqualTo(toUnknown.get("state"));
    }

    @Test
    void a_link_that_was_changed_or_never_was_is_an_invitation_that_does_not_exist() {
        try (Mailbox mails = new Mailbox(servers)) {
            String email = newEmail();
            invite(seller(), email);
            String token = mails.await(email, "invites you").token();

            look(token.substring(1) + "A").then().statusCode(404);
            look(UUID.randomUUID().toString()).then().statusCode(404);
            given().contentType("application/json")
                    .post("/api/invitations/link")
                    .then()
                    .statusCode(400);
            accept(buyer(), token + "x").then().statusCode(404);
            openAccount(token + "x").then().statusCode(404);
            decline(token + "x").then().statusCode(404);
        }
    }

    @Test
    void a_revoked_invitation_ends_its_connection_and_its_link_works_no_more() {
        Person seller = seller();
        String email = newEmail();
        Response sent = invite(seller, email);
        String id = sent.path("id");
        try (Mailbox mails = new Mailbox(servers)) {
            String token = mails.await(email, "invites you").token();

            as(seller.token()).post("/api/invitations/" + id + "/revoke").then().statusCode(204);
            as(seller.token()).post("/api/invitations/" + id + "/revoke").then().statusCode(204);

            look(token).then().statusCode(410).body("code", equalTo("partner.invitation-revoked"));
            accept(buyer(), token)
                    .then()
                    .statusCode(410)
                    .body("code", equalTo("partner.invitation-revoked"));
            connection(seller, sent.path("connection_id"))
                    .then()
                    .body("state", equalTo("ended"))
                    .body("end_cause", equalTo("revoked"))
                    .body("partner.name", equalTo("Quokka Person"))
                    .body("partner.id", nullValue());
            invite(seller, email).then().statusCode(201);
        }
    }

    @Test
    void who_declines_ends_the_connection_and_the_seller_is_told() {
        Person seller = seller();
        String email = newEmail();
        Response sent = invite(seller, email);
        try (Mailbox mails = new Mailbox(servers)) {
            String token = mails.await(email, "invites you").token();

            decline(token).then().statusCode(204);
            decline(token).then().statusCode(204);

            look(token).then().statusCode(410).body("code", equalTo("partner.invitation-declined"));
            connection(seller, sent.path("connection_id"))
                    .then()
                    .body("end_cause", equalTo("declined"));
            mails.await(seller.email(), "Quokka Person has declined");
            assertThat(mails.count(seller.email())).isEqualTo(1);
        }
    }

    @Test
    void an_address_with_an_account_signs_in_to_accept() {
        Person known = buyer();
        invite(seller(), known.email());
        try (Mailbox mails = new Mailbox(servers)) {
            String token = mails.await(known.email(), "invites you").token();

            openAccount(token).then().statusCode(409).body("code", equalTo("partner.email-taken"));
            look(token).then().statusCode(200);
        }
    }

    @Test
    void one_account_neither_sees_nor_changes_the_invitations_of_another() {
        Person seller = seller();
        Person other = seller();
        String id = invite(seller, newEmail()).path("id");

        as(other.token()).get("/api/invitations").then().body("items", hasSize(0));
        as(other.token()).get("/api/invitations/" + id).then().statusCode(404);
        as(other.token()).post("/api/invitations/" + id + "/resend").then().statusCode(404);
        as(other.token()).post("/api/invitations/" + id + "/revoke").then().statusCode(404);
        as(seller.token())
                .get("/api/invitations")
                .then()
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id))
                .body("items[0].state", equalTo("pending"));
        given().get("/api/invitations").then().statusCode(401);
        given().contentType("application/json")
                .body(Map.of("token", "x"))
                .post("/api/invitations/link/accept")
                .then()
                .statusCode(401);
    }

    @Test
    void who_reads_only_does_not_invite() {
        Person seller = seller();
        String reader =
                as(seller.token())
                        .body(Map.of("label", "r", "role", "read-only"))
                        .post("/api/api-keys")
                        .path("key");

        as(reader)
                .body(Map.of("name", "x", "email", newEmail()))
                .post("/api/invitations")
                .then()
                .statusCode(403)
                .body(not(containsString("@")));
        as(reader).get("/api/invitations").then().statusCode(200);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
