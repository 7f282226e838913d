package io.waybill.partner;

import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.post;
import static io.waybill.partner.PartnerWorld.decline;
import static io.waybill.partner.PartnerWorld.invite;
import static io.waybill.partner.PartnerWorld.seller;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.partner.PartnerWorld.Person;
import io.waybill.partner.invitation.Invitation;
import io.waybill.servicekit.testing.RealServers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often people are written to, and how they are left alone. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class InvitationLimitsIT {

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @Test
    void who_declines_is_left_alone_by_the_seller() {
        Person seller = seller();
        String email = newEmail();
        invite(seller, email).then().statusCode(201);
        try (Mailbox mails = new Mailbox(servers)) {
            decline(mails.await(email, "invites you").token()).then().statusCode(204);

            invite(seller, email)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("partner.invitation-not-wanted"));
            invite(seller(), email).then().statusCode(201);
        }
    }

    @Test
    void who_wants_no_invitations_gets_none_of_anybody() {
        String email = newEmail();
        invite(seller(), email).then().statusCode(201);
        try (Mailbox mails = new Mailbox(servers)) {
            String token = mails.await(email, "invites you").token();

            post("/api/invitations/link/decline", Map.of("token", token, "no_more", true))
                    .then()
                    .statusCode(204);

            invite(seller(), email)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("partner.invitation-not-wanted"));
        }
    }

    @Test
    void an_address_gets_no_more_than_so_many_mails_a_day_whatever_becomes_of_them() {
        String email = newEmail();
        for (int mail = 0; mail < Invitation.MOST_TO_AN_ADDRESS; mail++) {
            Person seller = seller();
            String id = invite(seller, email).path("id");
            as(seller.token()).post("/api/invitations/" + id + "/revoke").then().statusCode(204);
        }

        invite(seller(), email)
                .then()
                .statusCode(429)
                .body("code", equalTo("partner.invitations-limited"));
    }

    @Test
    void an_invitation_is_not_sent_again_within_a_minute() {
        Person seller = seller();
        String id = invite(seller, newEmail()).path("id");

        as(seller.token())
                .post("/api/invitations/" + id + "/resend")
                .then()
                .statusCode(429)
                .header("Retry-After", "60")
                .body("code", equalTo("partner.invitations-limited"));
    }
}
