package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.DeliveryCommand;
import io.waybill.delivery.settling.DeliveryDecider;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.Refusal;
import io.waybill.delivery.settling.store.Opening.Opened;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.Transports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes every open delivery to its end. After each change that the journal has written, the new
 * state says what comes next: wait for a turn, send, wait for the retry, or forget.
 */
@Singleton
final class Deliveries implements Journal.Follower {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final Journal journal;
    private final OpenDeliveries open;
    private final DeliveryRequests requests;
    private final Transports transports;
    private final InstantSource clock;
    // Rendering a request takes a while; the journal must not wait for it.
    private final Executor rendering = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    Deliveries(
            Journal journal,
            OpenDeliveries open,
            DeliveryRequests requests,
            Transports transports,
            InstantSource clock) {
        this.journal = journal;
        this.open = open;
        this.requests = requests;
        this.transports = transports;
        this.clock = clock;
    }

    /** Its row is inserted. */
    void begin(Opened opened) {
        Consignment consignment = opened.consignment();
        open.add(consignment);
        consignment.written(opened.row().change().events());
        opened.row().change().events().forEach(open::count);
        if (consignment.state() instanceof Delivery.Sending sending) {
            send(consignment, sending, opened.prepared());
        } else {
            proceed(consignment);
        }
    }

    /** It has a row of before. */
    void passOver(Consignment consignment) {
        giveTurnBack(consignment);
    }

    private void proceed(Consignment consignment) {
        switch (consignment.state()) {
            case Delivery.Unrequested _, Delivery.Sending _ ->
                    LOG.errorf("nothing follows delivery=%s", consignment.eventId());
            case Delivery.Accepted _ -> awaitTurn(consignment);
            case Delivery.Retrying retrying -> {
                giveTurnBack(consignment);
                open.at(until(retrying.dueAt()), () -> awaitTurn(consignment));
            }
            case Delivery.Settled _ -> {
                open.remove(consignment);
                giveTurnBack(consignment);
            }
        }
    }

    /** Another process was responsible for it and is gone, or this one has lost sight of it. */
    void recover(Consignment consignment) {
        if (!open.addIfAbsent(consignment)) {
            return;
        }
        journal.submit(consignment, new DeliveryCommand.Recover(clock.instant(), jitter()));
    }

    /**
     * Its request cannot be read: it is concluded without being sent. What was on its way ends like
     * any attempt whose process is gone.
     */
    void abandon(Consignment consignment) {
        if (!open.addIfAbsent(consignment)) {
            return;
        }
        journal.submit(
                consignment,
                consignment.state() instanceof Delivery.Sending
                        ? new DeliveryCommand.Recover(clock.instant(), jitter())
                        : new DeliveryCommand.GiveUp(DeliveryRequests.UNREADABLE));
    }

    @Override
    public void written(
            Consignment consignment, List<DeliveryEvent> events, byte @Nullable [] request) {
        events.forEach(open::count);
        if (consignment.state() instanceof Delivery.Sending sending && request != null) {
            rendering.execute(() -> send(consignment, sending, prepare(request)));
        } else {
            proceed(consignment);
        }
    }

    @Override
    public void refused(Consignment consignment, Refusal refusal) {
        if (refusal == Refusal.NO_TIME_LEFT) {
            giveTurnBack(consignment);
            reachDeadline(consignment);
        } else {
            LOG.warnf(
                    "command does not apply delivery=%s refusal=%s",
                    consignment.eventId(), refusal);
        }
    }

    @Override
    public void lost(Consignment consignment) {
        LOG.warnf(
                "delivery is out of sight, or another process's delivery=%s",
                consignment.eventId());
        open.remove(consignment);
        giveTurnBack(consignment);
    }

    private void awaitTurn(Consignment consignment) {
        if (open.takeTurnOrWait(consignment)) {
            start(consignment);
            return;
        }
        open.at(
                until(consignment.facts().terms().settleBy()),
                () -> {
                    if (open.leave(consignment)) {
                        reachDeadline(consignment);
                    }
                });
    }

    private void start(Consignment consignment) {
        Instant now = clock.instant();
        // The timer counts from another clock: what is due by it is due.
        boolean early =
                consignment.state() instanceof Delivery.Retrying retrying
                        && now.isBefore(retrying.dueAt());
        journal.submit(
                consignment,
                new DeliveryCommand.StartAttempt(
                        early ? ((Delivery.Retrying) consignment.state()).dueAt() : now));
    }

    private void reachDeadline(Consignment consignment) {
        Instant deadline = consignment.facts().terms().settleBy();
        Instant now = clock.instant();
        journal.submit(
                consignment,
                new DeliveryCommand.ReachDeadline(now.isBefore(deadline) ? deadline : now));
    }

    private void giveTurnBack(Consignment consignment) {
        open.giveTurnBack(consignment).ifPresent(this::start);
    }

    private Prepared prepare(byte[] request) {
        return requests.decode(request)
                .map(requests::prepare)
                .orElseGet(() -> new Prepared.Broken(DeliveryRequests.UNREADABLE));
    }

    private void send(Consignment consignment, Delivery.Sending sending, Prepared prepared) {
        Duration left = until(sending.terms().settleBy());
        switch (prepared) {
            case Prepared.Broken(String reason) -> end(consignment, sending, notSent(reason));
            case Prepared.Ready ready -> {
                if (left.isPositive()) {
                    transports
                            .send(ready, left)
                            .thenAccept(result -> end(consignment, sending, result));
                } else {
                    end(consignment, sending, notSent(DeliveryDecider.NO_TIME));
                }
            }
        }
    }

    private void end(Consignment consignment, Delivery.Sending sending, AttemptResult result) {
        journal.submit(
                consignment,
                new DeliveryCommand.EndAttempt(
                        sending.attempt(), result, clock.instant(), jitter()));
    }

    private static AttemptResult notSent(String reason) {
        return AttemptResult.withoutReply(AttemptOutcome.ERROR, Duration.ZERO, reason);
    }

    private Duration until(Instant time) {
        return Duration.between(clock.instant(), time);
    }

    private static double jitter() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
