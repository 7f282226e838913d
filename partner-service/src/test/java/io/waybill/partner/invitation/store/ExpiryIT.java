package io.waybill.partner.invitation.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import io.waybill.partner.invitation.InvitationCommand.Offer;
import io.waybill.partner.invitation.Invitee;
import io.waybill.partner.invitation.store.SentInvitations.Seller;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An invitation that nobody answers ends by itself. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class ExpiryIT {

    private static final String PASSWORD = "correct horse battery";

    @Inject SentInvitations invitations;

    @Test
    void an_invitation_that_nobody_answers_ends_with_its_connection() throws Throwable {
        String email = "seller." + UUID.randomUUID() + "@example.com";
        UUID account = UUID.fromString(signedUp(email));
        String token = signedIn(email);
        InvitationView sent = sent(new Seller(account, "user:" + UUID.randomUUID()));

        Awaitility.await("the invitation has expired")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        "expired"
                                .equals(
                                        as(token)
                                                .get("/api/invitations/" + sent.id())
                                                .path("state")));

        Response connection = as(token).get("/api/connections/" + sent.connectionId());
        assertThat(connection.<String>path("state")).isEqualTo("ended");
        assertThat(connection.<String>path("end_cause")).isEqualTo("expired");
    }

    private InvitationView sent(Seller seller) throws Throwable {
        Invitee invitee =
                new Invitee(
                        new Label("Bea Buyer"),
                        new EmailAddress("bea." + UUID.randomUUID() + "@example.com"),
                        Optional.empty());
        Offer offer = new Offer(List.of(), Optional.empty(), Optional.empty());
        return VertxContextSupport.subscribeAndAwait(
                () -> invitations.send(seller, invitee, offer, Duration.ofSeconds(1)));
    }

    private static String signedUp(String email) {
        return given().contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "name",
                                "Roe Media",
                                "email",
                                email,
                                "password",
                                PASSWORD,
                                "sells",
                                true))
                .post("/api/accounts")
                .path("account_id");
    }

    private static String signedIn(String email) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/api/sessions")
                .path("token");
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
