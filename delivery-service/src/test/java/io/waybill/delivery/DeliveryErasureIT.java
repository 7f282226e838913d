package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.waybill.delivery.Buyer.Answer;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A lead is erased: what is kept of its deliveries goes with it. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryErasureIT extends AtTheDesk {

    private final TestAccount owner = TestAccounts.seller();

    @Test
    void what_was_sent_is_not_shown_and_not_sent_again_once_its_lead_is_erased() {
        try (Buyer buyer = new Buyer(_ -> Answer.of(503))) {
            // given
            Wanted erased = Wanted.to(buyer.url()).of(owner.id());
            UUID eventId = desk.send(erased);
            UUID other = desk.send(Wanted.to(buyer.url()).of(owner.id()));
            desk.settled(eventId);
            desk.settled(other);
            one(eventId).body("attempts[0].request", notNullValue());

            // when
            desk.erase(owner.id(), erased.lead());

            // then
            Awaitility.await("what was sent is gone")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> one(eventId).extract().path("attempts[0].request") == null);
            one(eventId).body("delivery.outcome", equalTo("error")).body("attempts", hasSize(1));
            given().header("Authorization", owner.bearer())
                    .post("/api/deliveries/" + eventId + "/redeliver")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("delivery.nothing-to-deliver"));
            one(other).body("attempts[0].request", notNullValue());
            assertThat(buyer.received()).hasSize(2);
        }
    }

    private ValidatableResponse one(UUID eventId) {
        return given().header("Authorization", owner.bearer())
                .get("/api/deliveries/" + eventId)
                .then()
                .statusCode(200);
    }
}
