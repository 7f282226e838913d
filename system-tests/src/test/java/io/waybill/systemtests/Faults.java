package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;

/**
 * 2,000 leads while every process is killed once. Each victim has a slice of the leads in three
 * parts: some are on their way when it is killed, some are posted while it is away, the others once
 * it is back. A last slice is posted when all are back.
 */
final class Faults implements AutoCloseable {
    static final int LEADS = 2_000;
    static final List<String> VICTIMS =
            List.of(
                    "intake",
                    "flow-engine",
                    "delivery",
                    "feedback",
                    "partner",
                    "reporting",
                    "kafka",
                    "postgres");

    private static final int SEED = 7;
    private static final int PART = 74;

    /** How many leads wait at the slow buyer when a process is killed. */
    private static final int HELD = 20;

    /** More than a slice: what hangs in an outage keeps nobody from posting. */
    private static final int AT_ONCE = 4 * PART;

    private static final Duration LIMIT = Duration.ofMinutes(4);

    final List<Contact> people = Contact.some(LEADS, SEED);
    final Buyer steady = new Buyer((n, body) -> Reply.of(200));
    final Buyer slow =
            new Buyer((n, body) -> Reply.of(200).after(Duration.ofMillis(300 + n * 37L % 200)));
    final Buyer failsAtTimes = new Buyer((n, body) -> Reply.of(n % 10 == 0 ? 503 : 200));
    final Seller seller;
    final Seller.LiveFlow flow;
    final Source source;

    /** What delivery-service had sent and not read the answer of when it was killed. */
    final Set<String> heldAtDeliverysEnd = new TreeSet<>();

    private final House house;
    private int released;

    Faults(House house) {
        this.house = house;
        this.seller = Seller.signUp(house.stranger(), "faults");
        this.flow =
                seller.deploy(
                        Seller.draft(
                                "Faults",
                                List.of(
                                        Seller.recipient("Steady", steady.url(), "10"),
                                        Seller.recipient("Slow", slow.url(), "7.25"),
                                        Seller.repeatSafeRecipient(
                                                "Fails at times", failsAtTimes.url(), "2.5"))));
        this.source = Source.held(house.stranger(), flow.submitPath());
    }

    /** Buyers that take a lead twice only when they are asked to. */
    List<Buyer> notRepeatSafe() {
        return List.of(steady, slow);
    }

    List<Buyer> buyers() {
        return List.of(steady, slow, failsAtTimes);
    }

    /** Returns when every acknowledged lead is closed. */
    void run() {
        Thread posting =
                Thread.ofVirtual().start(() -> source.post(people, AT_ONCE, Duration.ofMinutes(3)));
        List<String> killed = new ArrayList<>();
        for (String victim : VICTIMS) {
            strike(victim, posting);
            killed.add(victim);
        }
        assertThat(killed).isEqualTo(VICTIMS);
        release(LEADS - released);
        awaitCount("posted at the end", source::posted);
        house.awaitSettled(source.acknowledged().values());
    }

    private void strike(String victim, Thread posting) {
        long begin = System.nanoTime();
        // A lane that still stands still would reach the slow buyer after its callers are gone.
        house.awaitSettled(source.acknowledged().values());
        slow.hold();
        release(PART);
        await().atMost(LIMIT)
                .untilAsserted(() -> {
                    assertThat(slow.held()).as("held").hasSizeGreaterThanOrEqualTo(HELD);
                    assertThat(onTheirWay()).as("on their way").isGreaterThanOrEqualTo(HELD);
                });
        assertThat(posting.isAlive()).as("posting at the kill of %s", victim).isTrue();
        int onTheirWay = onTheirWay();

        house.installation().kill9(victim);
        if (victim.equals("delivery")) {
            heldAtDeliverysEnd.addAll(slow.held());
        }
        slow.letGo();
        release(PART);
        awaitCount("begun while " + victim + " is away", source::begun);
        assertThat(house.installation().pid(victim)).as("%s while leads come", victim).isEmpty();
        house.installation().start(victim, line -> System.err.println(line));

        assertThat(posting.isAlive()).as("posting after the restart of %s", victim).isTrue();
        int taken = source.acknowledged().size();
        release(PART);
        awaitCount("posted after the restart of " + victim, source::posted);
        assertThat(source.acknowledged().size())
                .as("leads taken after the restart of %s", victim)
                .isGreaterThanOrEqualTo(taken + PART);
        assertThat(source.posted()).as("leads left to post").isLessThan(LEADS);
        System.err.printf(
                "  %-12s killed with %d leads on their way, %d more while it was away, %.1f s%n",
                victim, onTheirWay, PART, (System.nanoTime() - begin) / 1e9);
    }

    private void awaitCount(String what, IntSupplier count) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(count.getAsInt()).as(what).isEqualTo(released));
    }

    private int onTheirWay() {
        return source.begun() - source.posted();
    }

    private void release(int leads) {
        released += leads;
        source.release(leads);
    }

    @Override
    public void close() {
        buyers().forEach(Buyer::close);
    }
}
