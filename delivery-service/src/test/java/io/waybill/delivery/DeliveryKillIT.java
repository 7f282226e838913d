package io.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.Buyer.Answer;
import io.waybill.delivery.Requests.Wanted;
import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliveryGivenUp;
import io.waybill.delivery.v1.DeliveryReconciled;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.servicekit.testing.RealServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The service is killed with deliveries at each point between request and outcome: before the
 * request is a row, between row and sending, while the buyer works, between its answer and the row
 * that says so, before the ledger's record is known to be there, and while it is sent later. Each
 * point is held from outside, by what comes next: an answer, a turn, or the database.
 */
class DeliveryKillIT {

    private static final RealServers SERVERS = new RealServers();
    private static final Map<String, String> SETTINGS = new HashMap<>();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String PATIENCE =
            """
            {"on": ["failure", "unknown"], "first_seconds": %s, "ceiling_seconds": %s,
             "attempts": 100, "max_age_seconds": 3600}
            """;

    @BeforeAll
    static void start() {
        SERVERS.init(Map.of(RealServers.DATABASE, "delivery"));
        SETTINGS.putAll(SERVERS.start());
        SETTINGS.putAll(new DeliveryProfile().getConfigOverrides());
        SETTINGS.put("waybill.delivery.in-flight-per-destination", "2");
        SETTINGS.put("quarkus.http.port", "0");
    }

    @AfterAll
    static void stop() {
        SERVERS.stop();
    }

    /** Deliveries by where they are when the service is killed. */
    private record OnTheWay(
            UUID unanswered,
            UUID unansweredSafe,
            UUID waiting,
            UUID answered,
            UUID answeredSafe,
            UUID notTaken) {}

    @Test
    void killed_on_the_way_to_the_outcome_none_is_lost_and_none_settles_twice() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        try (Buyer slow = new Buyer(n -> n <= 2 ? Buyer.answerAfter(working) : Answer.of(200));
                Buyer prompt = Buyer.answering(200);
                Desk desk = new Desk(SERVERS)) {
            OnTheWay killed = killOnTheWay(desk, slow, prompt);
            try (ServiceProcess _ = ServiceProcess.start(SETTINGS)) {
                assertSettledOnce(desk, killed.notTaken(), Outcome.SUCCESS, true);
                assertThat(sendings(prompt, killed.notTaken())).isEqualTo(1);
                assertSettledOnce(desk, killed.waiting(), Outcome.SUCCESS, true);
                assertThat(sendings(slow, killed.waiting())).isEqualTo(1);
                assertSettledOnce(desk, killed.unanswered(), Outcome.ERROR, false);
                assertThat(sendings(slow, killed.unanswered())).isEqualTo(1);
                assertSettledOnce(desk, killed.answered(), Outcome.ERROR, false);
                assertThat(sendings(prompt, killed.answered())).isEqualTo(1);
                assertSettledOnce(desk, killed.unansweredSafe(), Outcome.SUCCESS, true);
                assertThat(sendings(slow, killed.unansweredSafe())).isEqualTo(2);
                assertSettledOnce(desk, killed.answeredSafe(), Outcome.SUCCESS, true);
                assertThat(sendings(prompt, killed.answeredSafe())).isEqualTo(2);
            }
            working.countDown();
        }
    }

    private static OnTheWay killOnTheWay(Desk desk, Buyer slow, Buyer prompt) throws SQLException {
        try (ServiceProcess first = ServiceProcess.start(SETTINGS);
                HeldDatabase held = new HeldDatabase(SETTINGS)) {
            UUID unanswered = desk.send(to(slow));
            UUID unansweredSafe = desk.send(to(slow).repeatSafely());
            awaitReceived(slow, unanswered, unansweredSafe);
            UUID waiting = desk.send(to(slow));
            await("the row is there", () -> held.state(waiting).equals("accepted"));

            held.holdOutcomes();
            UUID answered = desk.send(to(prompt));
            UUID answeredSafe = desk.send(to(prompt).repeatSafely());
            awaitReceived(prompt, answered, answeredSafe);
            await("an outcome waits", held::holdsAnOutcome);

            DeliverLead request = desk.request(to(prompt));
            held.holdRow(id(request), waiting);
            desk.send(request);
            await("a row waits", held::holdsARow);

            first.kill9();
            return new OnTheWay(
                    unanswered, unansweredSafe, waiting, answered, answeredSafe, id(request));
        }
    }

    /**
     * Deliveries by where they are when the service is killed.
     *
     * @param safe and unsafe hang at the buyer, behind their settling
     * @param taken was to be sent later
     * @param untold is settled, and the ledger may not have it
     */
    private record Behind(UUID safe, UUID unsafe, UUID taken, UUID untold) {}

    @Test
    void killed_behind_the_outcome_the_ledger_tells_it_once_and_later_attempts_go_on_where_safe()
            throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        AtomicBoolean takes = new AtomicBoolean();
        try (Buyer ailing = new Buyer(_ -> ailing(takes, hangs, working));
                Buyer prompt = Buyer.answering(200);
                Desk desk = new Desk(SERVERS)) {
            Behind killed = killBehind(desk, ailing, prompt, hangs);
            int sentBefore = sendings(ailing, killed.unsafe());
            takes.set(true);
            try (ServiceProcess _ = ServiceProcess.start(SETTINGS)) {
                assertSettledOnce(desk, killed.untold(), Outcome.SUCCESS, true);
                assertThat(sendings(prompt, killed.untold())).isEqualTo(1);
                for (UUID known : List.of(killed.safe(), killed.taken())) {
                    assertThat(only(desk, known, DeliveryReconciled.class).getOutcome())
                            .isEqualTo(Outcome.SUCCESS);
                    assertSettledOnce(desk, known, Outcome.ERROR, false);
                }
                DeliveryGivenUp givenUp = only(desk, killed.unsafe(), DeliveryGivenUp.class);
                assertThat(givenUp.getCertain()).isFalse();
                assertSettledOnce(desk, killed.unsafe(), Outcome.ERROR, false);
                assertThat(sendings(ailing, killed.unsafe())).isEqualTo(sentBefore);
            }
            working.countDown();
        }
    }

    private static Behind killBehind(Desk desk, Buyer ailing, Buyer prompt, AtomicBoolean hangs)
            throws SQLException {
        DeliverLead safe = patient(desk.request(to(ailing).repeatSafely()), 4);
        DeliverLead unsafe = patient(desk.request(to(ailing)), 4);
        DeliverLead taken = patient(desk.request(to(ailing)), 60);
        try (ServiceProcess first = ServiceProcess.start(SETTINGS);
                HeldDatabase held = new HeldDatabase(SETTINGS)) {
            for (DeliverLead request : List.of(safe, unsafe, taken)) {
                desk.send(request);
            }
            for (DeliverLead request : List.of(safe, unsafe, taken)) {
                assertThat(desk.settled(id(request)).getCertain()).isFalse();
            }
            hangs.set(true);
            for (UUID hanging : List.of(id(safe), id(unsafe))) {
                await("it hangs", () -> hangs(held, ailing, hanging));
            }

            held.holdRelay();
            UUID untold = desk.send(to(prompt));
            await("it is settled", () -> held.state(untold).equals("settled"));
            await("the relay waits", held::holdsTheRelay);

            first.kill9();
            held.leaveInHand(id(taken));
            return new Behind(id(safe), id(unsafe), id(taken), untold);
        }
    }

    private static boolean hangs(HeldDatabase held, Buyer buyer, UUID eventId) throws SQLException {
        return buyer.hanging(eventId.toString()) && held.state(eventId).equals("sending_later");
    }

    private static Answer ailing(AtomicBoolean takes, AtomicBoolean hangs, CountDownLatch working) {
        if (takes.get()) {
            return Answer.of(200);
        }
        return hangs.get() ? Buyer.answerAfter(working) : Answer.of(422);
    }

    private static Wanted to(Buyer buyer) {
        return Wanted.to(buyer.url()).within(LIMIT.multipliedBy(2));
    }

    /** Settles with its first answer, since no other attempt fits in, and is tried for an hour. */
    private static DeliverLead patient(DeliverLead request, int pauseSeconds) {
        request.put("settleWithinMillis", 4_000);
        request.put("retry", PATIENCE.formatted(pauseSeconds, pauseSeconds));
        return request;
    }

    private static UUID id(DeliverLead request) {
        return request.getMeta().getStreamId();
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).until(condition);
    }

    private static void awaitReceived(Buyer buyer, UUID... eventIds) {
        for (UUID eventId : eventIds) {
            await("the buyer has it", () -> sendings(buyer, eventId) == 1);
        }
    }

    /** How often a buyer got a delivery: each sending carries its Event ID. */
    private static int sendings(Buyer buyer, UUID eventId) {
        return Math.toIntExact(
                buyer.received().stream()
                        .filter(received -> received.idempotencyKey().equals(eventId.toString()))
                        .count());
    }

    private static <T extends SpecificRecord> T only(Desk desk, UUID eventId, Class<T> type) {
        await(type.getSimpleName(), () -> desk.events(eventId).stream().anyMatch(type::isInstance));
        List<SpecificRecord> found =
                desk.events(eventId).stream().filter(type::isInstance).toList();
        assertThat(found).hasSize(1);
        return type.cast(found.getFirst());
    }

    /** Exactly one outcome, in a stream without a gap. */
    private static void assertSettledOnce(
            Desk desk, UUID eventId, Outcome outcome, boolean certain) {
        DeliverySettled settled = only(desk, eventId, DeliverySettled.class);
        assertThat(settled.getOutcome()).isEqualTo(outcome);
        assertThat(settled.getCertain()).isEqualTo(certain);
        assertThat(desk.events(eventId))
                .extracting(event -> Records.meta(event).getSequence())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, desk.events(eventId).size()).boxed().toList());
    }
}
