package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.eventsourcing.sealing.SealedText;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryApiIT {

    @SuppressWarnings("NullAway.Init") // filled in before each test
    RealServers servers;

    @Test
    void the_owner_sees_a_delivery_with_request_and_reply() throws Exception {
        TestAccount owner = TestAccounts.seller();
        try (Buyer buyer = Buyer.answering(422);
                Desk desk = new Desk(servers)) {
            String secret = SealedText.seal(desk.masterKeys(), owner.id().toString(), "t0psecret");
            Wanted wanted = Wanted.to(buyer.url()).of(owner.id()).with("header.X-Api-Key", secret);
            UUID eventId = desk.send(wanted);
            desk.settledStream(eventId);

            list(owner, wanted)
                    .body("items", hasSize(1))
                    .body("items[0].event_id", equalTo(eventId.toString()))
                    .body("items[0].state", equalTo("settled"))
                    .body("items[0].outcome", equalTo("failure"))
                    .body("items[0].certain", equalTo(true))
                    .body("items[0].reason", equalTo("status 422"));
            one(owner, eventId)
                    .statusCode(200)
                    .body("delivery.attempts", equalTo(1))
                    .body("attempts[0].outcome", equalTo("failure"))
                    .body("attempts[0].status", equalTo(422))
                    .body("attempts[0].request.url", equalTo(buyer.url()))
                    .body("attempts[0].request.body", containsString("zoe@example.com"))
                    .body("attempts[0].request.headers.x-api-key", equalTo("***"))
                    .body("attempts[0].reply.status", equalTo(422))
                    .body(not(containsString("t0psecret")));
        }
    }

    @Test
    void another_account_sees_nothing_of_it() throws Exception {
        TestAccount owner = TestAccounts.seller();
        TestAccount other = TestAccounts.seller();
        try (Buyer buyer = Buyer.answering(200);
                Desk desk = new Desk(servers)) {
            Wanted wanted = Wanted.to(buyer.url()).of(owner.id());
            UUID eventId = desk.send(wanted);
            desk.settledStream(eventId);

            list(owner, wanted).body("items", hasSize(1));
            list(other, wanted).body("items", hasSize(0));
            one(other, eventId).statusCode(404);
        }
    }

    private static ValidatableResponse list(TestAccount account, Wanted wanted) {
        return given().header("Authorization", account.bearer())
                .queryParam("lead_id", wanted.lead())
                .get("/api/deliveries")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse one(TestAccount account, UUID eventId) {
        return given().header("Authorization", account.bearer())
                .get("/api/deliveries/" + eventId)
                .then();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?lead_id=x",
                "?lead_id=0199a1f0-0000-7000-8000-000000000001&limit=0",
                "?outcome=perhaps",
                "?state=gone",
                "?certain=maybe",
                "?from=yesterday",
                "?cursor=x"
            })
    void a_list_without_a_proper_question_is_refused(String query) {
        given().header("Authorization", TestAccounts.seller().bearer())
                .get("/api/deliveries" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void a_stranger_sees_nothing() {
        given().get("/api/deliveries?lead_id=0199a1f0-0000-7000-8000-000000000001")
                .then()
                .statusCode(401);
    }

    @Test
    void the_metrics_count_attempts_and_name_no_buyer() throws Exception {
        try (Buyer buyer = Buyer.answering(200);
                Desk desk = new Desk(servers)) {
            desk.settledStream(desk.send(Wanted.to(buyer.url())));

            given().get("/q/metrics")
                    .then()
                    .statusCode(200)
                    .body(containsString("waybill_delivery_attempt_seconds_count"))
                    .body(containsString("waybill_delivery_in_flight"))
                    .body(not(containsString("/leads")));
        }
    }
}
