package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.waybill.delivery.Buyer.Answer;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Several runs of a lead: whichever sells it to a buyer, it is sold to that buyer once. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryRunsIT extends AtTheDesk {

    private final TestAccount owner = TestAccounts.seller();

    @Test
    void what_a_redelivery_sold_a_later_run_does_not_sell_again() {
        try (Buyer buyer = new Buyer(n -> Answer.of(n == 1 ? 503 : 200))) {
            // given
            Wanted wanted = Wanted.to(buyer.url()).of(owner.id());
            UUID first = desk.send(wanted);
            desk.settled(first);
            redeliver(first).statusCode(202);
            awaitReconciled(first);

            // when
            UUID second = laterRun(wanted);

            // then
            DeliverySettled settled = desk.settled(second);
            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isFalse();
            assertThat(settled.getAttempts()).isZero();
            assertThat(buyer.received()).hasSize(2);
            redeliver(second).statusCode(409).body("code", equalTo("delivery.delivered-anew"));
        }
    }

    @Test
    void what_a_later_run_sold_is_not_sent_again_for_the_earlier_one() {
        try (Buyer buyer = new Buyer(n -> Answer.of(n == 1 ? 503 : 200))) {
            // given
            Wanted wanted = Wanted.to(buyer.url()).of(owner.id());
            UUID first = desk.send(wanted);
            desk.settled(first);

            // when
            UUID second = laterRun(wanted);

            // then
            assertThat(desk.settled(second).getOutcome()).isEqualTo(Outcome.SUCCESS);
            redeliver(first).statusCode(409).body("code", equalTo("delivery.delivered-anew"));
            assertThat(buyer.received()).hasSize(2);
        }
    }

    /** The lead once more: a run has an id of its own, and names the first. */
    private UUID laterRun(Wanted wanted) {
        Wanted again =
                new Wanted(
                        wanted.account(),
                        UUID.randomUUID(),
                        wanted.settleWithin(),
                        wanted.repeatSafe(),
                        wanted.settings());
        DeliverLead request = desk.request(again);
        request.put("firstLeadId", wanted.lead());
        request.put("run", 2);
        desk.send(request);
        return request.getMeta().getStreamId();
    }

    private ValidatableResponse redeliver(UUID eventId) {
        return given().header("Authorization", owner.bearer())
                .post("/api/deliveries/" + eventId + "/redeliver")
                .then();
    }

    private void awaitReconciled(UUID eventId) {
        Awaitility.await("known " + eventId)
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        desk.events(eventId).stream()
                                .anyMatch(DeliveryReconciled.class::isInstance));
    }
}
