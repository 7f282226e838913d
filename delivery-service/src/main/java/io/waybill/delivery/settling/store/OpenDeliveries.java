package io.waybill.delivery.settling.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.HashedWheelTimer;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.Crowds;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.StepOutcome;
import io.waybill.delivery.settling.Turns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The deliveries that this process has open: their turns, their timers, and how many they are. */
@Singleton
final class OpenDeliveries {

    private static final long TICK_MILLIS = 10;
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration SERVE_EVERY = Duration.ofMillis(20);

    /** No account's held deliveries take more than this part of all room. */
    private static final int ACCOUNTS_AT_LEAST = 4;

    /** What an open delivery takes at most, without its request, which stays in its row. */
    private static final int BYTES_EACH = 1_500;

    /** Nor does what is rendered of those that wait. */
    private static final int KEPT_PART = 16;

    private final Crowds held = new Crowds();
    private final KeptRequests kept =
            new KeptRequests(Runtime.getRuntime().maxMemory() / KEPT_PART, System::nanoTime);
    private final Map<UUID, Consignment> byId = new ConcurrentHashMap<>();
    private final HashedWheelTimer timer =
            new HashedWheelTimer(
                    Thread.ofPlatform().name("delivery-timer").daemon().factory(),
                    TICK_MILLIS,
                    TimeUnit.MILLISECONDS);
    private final Turns<Consignment> turns;
    private final MeterRegistry metrics;
    private final Gates gates;
    private final int most;
    private final int crowd;
    private final AtomicBoolean serving = new AtomicBoolean();
    private final Duration drain;
    private volatile boolean closing;

    @Inject
    OpenDeliveries(DeliveryConfig config, MeterRegistry metrics, Gates gates) {
        this.turns =
                new Turns<>(
                        config.inFlight(),
                        new Turns.Limit(config.inFlightPerDestination()),
                        System::nanoTime);
        this.gates = gates;
        this.metrics = metrics;
        this.most = (int) Math.min(config.open(), roomInMemory());
        this.crowd = config.waitingPerDestination();
        this.drain = config.drain();
        metrics.gaugeMapSize("waybill.delivery.open", List.of(), byId);
        metrics.gauge("waybill.delivery.in.flight", turns, Turns::taken);
        metrics.gauge("waybill.delivery.waiting", turns, Turns::waiting);
    }

    /** Half of what the process has, whatever is configured. */
    private static long roomInMemory() {
        return Runtime.getRuntime().maxMemory() / 2 / BYTES_EACH;
    }

    boolean isOpen(UUID eventId) {
        return byId.containsKey(eventId);
    }

    void add(Consignment consignment) {
        byId.put(consignment.eventId(), consignment);
    }

    /** What was rendered of those that wait. */
    KeptRequests kept() {
        return kept;
    }

    boolean addIfAbsent(Consignment consignment) {
        return byId.putIfAbsent(consignment.eventId(), consignment) == null;
    }

    void remove(Consignment consignment) {
        letGo(consignment);
        kept.take(consignment);
        if (byId.remove(consignment.eventId(), consignment) && byId.size() == most - 1) {
            synchronized (byId) {
                byId.notifyAll();
            }
        }
    }

    boolean hasRoom() {
        return byId.size() < most;
    }

    /** Waits while there are too many: the requests are safe where they are. */
    void awaitRoom() throws InterruptedException {
        synchronized (byId) {
            while (byId.size() >= most) {
                byId.wait(1_000);
            }
        }
    }

    boolean tryTakeTurn(Consignment consignment) {
        limit(consignment);
        boolean taken = !closing && turns.tryTake(consignment.destination());
        if (taken) {
            consignment.takesTurn();
        }
        return taken;
    }

    boolean takeTurnOrWait(Consignment consignment) {
        limit(consignment);
        boolean taken = !closing && turns.takeOrWait(consignment.destination(), consignment);
        // Not the other way round: whoever waits may have been given a turn by now.
        if (taken) {
            consignment.takesTurn();
        }
        return taken;
    }

    private void limit(Consignment consignment) {
        gates.limit(consignment).ifPresent(limit -> turns.limit(consignment.destination(), limit));
    }

    /** How many could be sent to a destination at once. */
    int room(UUID destination) {
        return closing ? 0 : turns.room(destination.toString());
    }

    /** Whether so many wait for its destination already that it must not wait in memory. */
    boolean isCrowded(Consignment consignment) {
        String destination = consignment.destination();
        return turns.waitingFor(destination) + held.of(destination) >= crowd
                || held.of(consignment.facts().accountId()) >= most / ACCOUNTS_AT_LEAST;
    }

    /**
     * Keeps it in memory until its destination opens.
     *
     * @return false where too many are kept for its destination, or for its account
     */
    boolean hold(Consignment consignment) {
        if (!consignment.isHeld()) {
            if (isCrowded(consignment)) {
                return false;
            }
            consignment.isHeld(true);
            held.add(consignment.destination());
            held.add(consignment.facts().accountId());
        }
        return true;
    }

    /** Its destination is open, or nobody waits for it any more. */
    void letGo(Consignment consignment) {
        if (consignment.isHeld()) {
            consignment.isHeld(false);
            held.remove(consignment.destination());
            held.remove(consignment.facts().accountId());
        }
    }

    /** Gives turns to those who need not wait for another's, but for time to pass. */
    void serveInTime(Consumer<Optional<Consignment>> served) {
        if (turns.mayServe() && serving.compareAndSet(false, true)) {
            at(SERVE_EVERY, () -> serve(served));
        }
    }

    private void serve(Consumer<Optional<Consignment>> served) {
        serving.set(false);
        Optional<Consignment> next = turns.serve();
        while (next.isPresent() && !closing) {
            next.get().takesTurn();
            served.accept(next);
            next = turns.serve();
        }
        serveInTime(served);
    }

    /** Returns false where it does not wait any more: it has its turn. */
    boolean leave(Consignment consignment) {
        return turns.leave(consignment.destination(), consignment);
    }

    /** Returns who has the turn now, if somebody waited for it. */
    Optional<Consignment> giveTurnBack(Consignment consignment) {
        return consignment.leavesTurn() ? passTurnOn(consignment) : Optional.empty();
    }

    /** The same of a turn that its holder has left already. */
    Optional<Consignment> passTurnOn(Consignment consignment) {
        Optional<Consignment> next = turns.giveBack(consignment.destination());
        while (closing && next.isPresent()) {
            next = turns.giveBack(next.get().destination());
        }
        next.ifPresent(Consignment::takesTurn);
        return next;
    }

    /** Runs the task later; never when the service ends first. */
    void at(Duration delay, Runnable task) {
        if (closing) {
            return;
        }
        timer.newTimeout(_ -> task.run(), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    }

    void count(DeliveryEvent event) {
        if (event instanceof DeliveryEvent.AttemptEnded ended) {
            AttemptOutcome outcome = ended.result().outcome();
            Timer.builder("waybill.delivery.attempt")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(metrics)
                    .record(ended.result().latency());
        }
        if (event instanceof DeliveryEvent.DeliveryReconciled known) {
            metrics.counter(
                            "waybill.delivery.reconciled",
                            "outcome",
                            known.outcome().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        if (event instanceof DeliveryEvent.DeliveryGivenUp givenUp) {
            metrics.counter(
                            "waybill.delivery.given.up",
                            "certain",
                            Boolean.toString(givenUp.certain()))
                    .increment();
        }
        if (event instanceof DeliveryEvent.DeliverySettled settled) {
            StepOutcome outcome = settled.outcome();
            metrics.counter(
                            "waybill.delivery.settled",
                            "outcome",
                            outcome.name().toLowerCase(Locale.ROOT),
                            "certain",
                            Boolean.toString(settled.certain()))
                    .increment();
        }
    }

    /** Starts nothing more, and waits a while for what is on its way. */
    void drain() throws InterruptedException {
        closing = true;
        timer.stop();
        long end = System.nanoTime() + drain.toNanos();
        while (turns.taken() > 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY);
        }
    }
}
