package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.Outcome;
import io.waybill.servicekit.testing.RealServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who is sent when, and what happens to those who wait. */
@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class DeliveryTurnsIT extends AtTheDesk {

    @Test
    void a_refused_connection_is_retried_and_settles_as_a_certain_error_at_the_deadline()
            throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        UUID eventId =
                desk.send(
                        Wanted.to("http://127.0.0.1:" + port + "/").within(Duration.ofSeconds(3)));

        DeliverySettled settled = desk.settled(eventId);

        assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(settled.getCertain()).isTrue();
        assertThat(settled.getAttempts()).isGreaterThan(1);
        assertThat(settled.getMeta().getOccurredAt())
                .isBeforeOrEqualTo(desk.accepted(eventId).getSettleBy().plusSeconds(1));
    }

    @Test
    void a_request_that_waited_for_an_hour_has_its_whole_time() {
        try (Buyer buyer = Buyer.answering(200)) {
            Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
            DeliverLead request = desk.request(Wanted.to(buyer.url()), anHourAgo);
            desk.send(request);

            DeliverySettled settled = desk.settled(request.getMeta().getStreamId());

            assertThat(settled.getOutcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void a_request_without_time_for_an_attempt_is_not_sent() {
        try (Buyer buyer = Buyer.answering(200)) {
            UUID eventId = desk.send(Wanted.to(buyer.url()).within(Duration.ofMillis(100)));

            DeliverySettled settled = desk.settled(eventId);

            assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
            assertThat(settled.getCertain()).isTrue();
            assertThat(buyer.received()).isEmpty();
        }
    }

    @Test
    void the_same_request_twice_is_sent_once() {
        try (Buyer buyer = Buyer.answering(200)) {
            DeliverLead request = desk.request(Wanted.to(buyer.url()));

            desk.send(request);
            desk.send(request);
            desk.settledStream(request.getMeta().getStreamId());
            desk.send(request);
            desk.settledStream(desk.send(Wanted.to(buyer.url())));

            assertThat(buyer.received()).hasSize(2);
            assertThat(desk.events(request.getMeta().getStreamId())).hasSize(4);
        }
    }

    @Test
    void a_slow_buyer_delays_nobody_but_itself() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer slow = new Buyer(_ -> Buyer.answerAfter(end));
                Buyer fast = Buyer.answering(200)) {
            List<UUID> toSlow = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                toSlow.add(desk.send(Wanted.to(slow.url()).within(Duration.ofSeconds(60))));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> slow.received().size() == DeliveryProfile.PER_DESTINATION);

            List<UUID> toFast = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                toFast.add(desk.send(Wanted.to(fast.url())));
            }

            for (UUID eventId : toFast) {
                assertThat(desk.settled(eventId).getOutcome()).isEqualTo(Outcome.SUCCESS);
            }
            assertThat(slow.received()).hasSize(DeliveryProfile.PER_DESTINATION);
            end.countDown();
            for (UUID eventId : toSlow) {
                assertThat(desk.settled(eventId).getOutcome()).isEqualTo(Outcome.SUCCESS);
            }
        }
    }

    @Test
    void who_never_gets_a_turn_settles_at_the_deadline_as_a_certain_error() {
        CountDownLatch end = new CountDownLatch(1);
        try (Buyer slow = new Buyer(_ -> Buyer.answerAfter(end))) {
            List<UUID> all = new ArrayList<>();
            for (int i = 0; i < DeliveryProfile.PER_DESTINATION; i++) {
                all.add(desk.send(Wanted.to(slow.url()).within(Duration.ofSeconds(15))));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(14))
                    .until(() -> slow.received().size() == DeliveryProfile.PER_DESTINATION);
            for (int i = 0; i < 4; i++) {
                all.add(desk.send(Wanted.to(slow.url()).within(Duration.ofSeconds(3))));
            }

            List<DeliverySettled> settled = all.stream().map(desk::settled).toList();

            assertThat(settled).allMatch(s -> s.getOutcome() == Outcome.ERROR);
            assertThat(settled.stream().filter(DeliverySettled::getCertain)).hasSize(4);
            assertThat(slow.received()).hasSize(4);
            end.countDown();
        }
    }
}
