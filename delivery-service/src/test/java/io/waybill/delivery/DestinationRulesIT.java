package io.waybill.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waybill.delivery.Buyer.Answer;
import io.waybill.delivery.Buyer.Received;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.delivery.v1.DestinationPaused;
import io.waybill.delivery.v1.DestinationResumed;
import io.waybill.delivery.v1.DestinationTroubled;
import io.waybill.delivery.v1.RedeliveryPlanned;
import io.waybill.eventsourcing.RecordIds;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What follows from how a destination is configured: later attempts, hours, pauses. */
@QuarkusTest
@TestProfile(DestinationRulesIT.Profile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DestinationRulesIT extends AtTheDesk {

    private final TestAccount owner = TestAccounts.seller();

    /** Destinations of the test's own, and a pause after few failures. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings =
                    new HashMap<>(new DeliveryProfile().getConfigOverrides());
            settings.put("waybill.delivery.notify-after", "2");
            settings.put("waybill.delivery.notify-others-after", "3");
            settings.put("waybill.delivery.pause-after", "4");
            settings.put("waybill.delivery.first-probe", "300ms");
            return settings;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ConfiguredDestinations.class);
        }
    }

    @Test
    void what_is_not_answered_in_time_settles_uncertain_and_is_reconciled_by_a_later_attempt() {
        AtomicBoolean well = new AtomicBoolean();
        try (Buyer buyer = new Buyer(_ -> Answer.of(well.get() ? 200 : 503))) {
            Destination destination = ConfiguredDestinations.patient(owner.id());
            DeliverLead request = to(destination, buyer, false);
            UUID eventId = request.getMeta().getStreamId();

            desk.send(request);
            DeliverySettled settled = await(eventId, DeliverySettled.class);
            well.set(true);
            DeliveryReconciled known = await(eventId, DeliveryReconciled.class);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isFalse();
            assertThat(known.getOutcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(buyer.received())
                    .extracting(Received::idempotencyKey)
                    .containsOnly(eventId.toString());
            assertThat(desk.events(eventId).stream().filter(DeliverySettled.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void a_lead_that_another_may_get_is_not_sent_after_its_step_has_settled() {
        try (Buyer buyer = Buyer.answering(503)) {
            Destination destination = ConfiguredDestinations.slow(owner.id());
            DeliverLead request = to(destination, buyer, true);
            request.put("settleWithinMillis", 8_000);
            UUID eventId = request.getMeta().getStreamId();

            desk.send(request);
            DeliverySettled settled = await(eventId, DeliverySettled.class);

            assertThat(settled.getCertain()).isTrue();
            assertThat(desk.events(eventId)).noneMatch(RedeliveryPlanned.class::isInstance);
            given().header("Authorization", owner.bearer())
                    .post("/api/deliveries/" + eventId + "/redeliver")
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("delivery.delivery-may-be-elsewhere"));
        }
    }

    @Test
    void a_closed_destination_is_sent_nothing_until_it_opens() {
        try (Buyer buyer = Buyer.answering(200)) {
            DeliverLead request = to(ConfiguredDestinations.closed(owner.id()), buyer, false);
            UUID eventId = request.getMeta().getStreamId();

            desk.send(request);
            RedeliveryPlanned planned = await(eventId, RedeliveryPlanned.class);

            assertThat(planned.getDoubtful()).isFalse();
            assertThat(await(eventId, DeliverySettled.class).getAttempts()).isZero();
            assertThat(buyer.received()).isEmpty();
        }
    }

    @Test
    void a_destination_that_keeps_failing_is_paused_probed_and_resumed_and_nothing_is_lost() {
        AtomicBoolean well = new AtomicBoolean();
        try (Buyer buyer = new Buyer(_ -> Answer.of(well.get() ? 200 : 503))) {
            Destination destination = ConfiguredDestinations.patient(owner.id());
            UUID health = RecordIds.derived(destination.id(), "health");
            DeliverLead first = to(destination, buyer, false);
            desk.send(first);
            await(health, DestinationPaused.class);
            DeliverLead held = to(destination, buyer, false);
            desk.send(held);
            await(held.getMeta().getStreamId(), DeliverySettled.class);

            well.set(true);

            await(health, DestinationResumed.class);
            for (DeliverLead request : List.of(first, held)) {
                UUID eventId = request.getMeta().getStreamId();
                assertThat(await(eventId, DeliveryReconciled.class).getOutcome())
                        .isEqualTo(Outcome.SUCCESS);
            }
            assertThat(
                            desk.events(health).stream()
                                    .map(SpecificRecord::getClass)
                                    .map(Class::getSimpleName))
                    .startsWith("DestinationTroubled", "DestinationTroubled", "DestinationPaused")
                    .endsWith("DestinationResumed");
            assertThat(desk.events(health).getFirst()).isInstanceOf(DestinationTroubled.class);
        }
    }

    @Test
    void what_a_person_paused_goes_on_when_a_person_says_so() {
        try (Buyer buyer = Buyer.answering(200)) {
            Destination destination = ConfiguredDestinations.patient(owner.id());
            String path = "/api/deliveries/pauses/" + destination.id();
            given().header("Authorization", TestAccounts.seller().bearer())
                    .put(path)
                    .then()
                    .statusCode(404);
            given().header("Authorization", owner.bearer())
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("paused", equalTo(true));
            DeliverLead request = to(destination, buyer, false);
            UUID eventId = request.getMeta().getStreamId();
            desk.send(request);
            await(eventId, DeliverySettled.class);
            assertThat(buyer.received()).isEmpty();

            given().header("Authorization", owner.bearer())
                    .delete(path)
                    .then()
                    .statusCode(200)
                    .body("paused", equalTo(false));

            await(eventId, DeliveryReconciled.class);
            assertThat(buyer.received()).hasSize(1);
        }
    }

    private DeliverLead to(Destination destination, Buyer buyer, boolean exclusive) {
        Wanted wanted = Wanted.to(buyer.url()).of(owner.id()).within(Duration.ofMillis(1_500));
        DeliverLead request = desk.request(wanted);
        request.put("destinationId", destination.id());
        request.put("exclusive", exclusive);
        return request;
    }

    private <T extends SpecificRecord> T await(UUID stream, Class<T> type) {
        Awaitility.await(type.getSimpleName())
                .atMost(Duration.ofSeconds(60))
                .until(() -> desk.events(stream).stream().anyMatch(type::isInstance));
        return desk.events(stream).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
