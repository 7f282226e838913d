package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.AttemptEnded;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.delivery.v1.PartnerDelivery;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Deliveries over a connection: the destination is another account's. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class PartnerDeliveryIT extends AtTheDesk {

    private static final UUID CONNECTION = UUID.randomUUID();

    @Test
    void a_lead_goes_to_the_buyers_destination_and_the_seller_learns_nothing_of_it() {
        TestAccount owner = TestAccounts.buyer();
        try (Buyer buyer = Buyer.answering(201)) {
            UUID destination =
                    UUID.fromString(Definitions.create(owner, buyer.url(), "t0psecret", ""));
            DeliverLead request = over(owner.id(), destination);

            desk.send(request);

            UUID eventId = request.getMeta().getStreamId();
            DeliverySettled settled = desk.settled(eventId);
            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(settled.getMeta().getCounterpartyId()).isEqualTo(owner.id());
            assertThat(buyer.received())
                    .singleElement()
                    .satisfies(received ->
                            assertThat(received.toString()).contains("zoe@example.com"));
            AttemptEnded attempt = desk.attempts(eventId).getFirst();
            assertThat(desk.opened(request, attempt, "request", attempt.getRequest()))
                    .contains(CONNECTION.toString(), "zoe@example.com")
                    .doesNotContain("t0psecret", "X-Api-Key", "localhost");
            assertThat(attempt.getReply()).isNull();
        }
    }

    @Test
    void a_destination_that_is_gone_or_disabled_is_an_invalid_buyer_account() {
        TestAccount owner = TestAccounts.buyer();
        String disabled = Definitions.create(owner, "https://acme.example/leads", "k", "");
        Definitions.call(owner)
                .post("/api/destinations/" + disabled + "/disable")
                .then()
                .statusCode(200);

        assertThat(reason(over(owner.id(), UUID.randomUUID())))
                .isEqualTo(
                        "Invalid Buyer Account: the buyer's destination is gone. Ask the buyer to"
                                + " choose another one for the connection.");
        assertThat(reason(over(owner.id(), UUID.fromString(disabled))))
                .startsWith("Invalid Buyer Account: the buyer's destination is disabled.");
        assertThat(reason(over(TestAccounts.buyer().id(), UUID.fromString(disabled))))
                .contains("is gone");
    }

    @Test
    void a_lead_that_goes_round_in_circles_is_stopped() {
        DeliverLead request =
                with(
                        new PartnerDelivery(
                                CONNECTION,
                                UUID.randomUUID(),
                                null,
                                UUID.randomUUID(),
                                UUID.randomUUID(),
                                9));

        assertThat(reason(request)).startsWith("Invalid Buyer Account: the lead has come through");
    }

    private String reason(DeliverLead request) {
        desk.send(request);
        DeliverySettled settled = desk.settled(request.getMeta().getStreamId());
        assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
        return desk.opened(request, settled, "reason", settled.getReason());
    }

    private DeliverLead over(UUID buyer, UUID destination) {
        return with(new PartnerDelivery(CONNECTION, buyer, destination, null, null, 1));
    }

    private DeliverLead with(PartnerDelivery partner) {
        Wanted wanted =
                new Wanted(
                        Requests.ACCOUNT,
                        UUID.randomUUID(),
                        Duration.ofSeconds(20),
                        false,
                        Map.of());
        DeliverLead request = desk.request(wanted);
        request.getMeta().put("counterpartyId", partner.getBuyerId());
        request.put("partner", partner);
        return request;
    }
}
