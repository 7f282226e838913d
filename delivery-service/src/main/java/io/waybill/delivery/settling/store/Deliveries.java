package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.DeliveryCommand;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.Refusal;
import io.waybill.delivery.settling.RetryPolicy;
import io.waybill.delivery.settling.store.Gates.Gate;
import io.waybill.delivery.settling.store.Opening.Opened;
import io.waybill.delivery.transport.Prepared;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes every open delivery to its end. After each change that the journal has written, the new
 * state says what comes next: wait for a turn, send, wait for the retry, or forget.
 */
@Singleton
final class Deliveries implements Journal.Follower {

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    static final String CROWDED = "Too many deliveries wait for this destination";

    /** When it is tried again where too many wait, or all turns of a destination are taken. */
    private static final Duration CROWD_THINS = Duration.ofSeconds(60);

    private static final Duration TURNS_COME = Duration.ofSeconds(5);

    private final Journal journal;
    private final OpenDeliveries open;
    private final Dispatch dispatch;
    private final Gates gates;
    private final InstantSource clock;

    @Inject
    Deliveries(
            Journal journal,
            OpenDeliveries open,
            Dispatch dispatch,
            Gates gates,
            InstantSource clock) {
        this.journal = journal;
        this.open = open;
        this.dispatch = dispatch;
        this.gates = gates;
        this.clock = clock;
    }

    /** Whether a new delivery may be sent at once; it has its turn then. */
    boolean mayStart(Consignment consignment) {
        return gates.gate(consignment, clock.instant()) instanceof Gate.Open
                && open.tryTakeTurn(consignment);
    }

    /** Its row is inserted. */
    void begin(Opened opened) {
        Consignment consignment = opened.consignment();
        open.add(consignment);
        consignment.written(opened.row().change().events());
        opened.row().change().events().forEach(open::count);
        if (consignment.state() instanceof Delivery.Sending sending) {
            dispatch.send(consignment, opened.prepared(), ended(consignment, sending.attempt()));
        } else {
            open.kept().keep(consignment, opened.prepared(), opened.row().size());
            proceed(consignment);
        }
    }

    /** It has a row of before. */
    void passOver(Consignment consignment) {
        giveTurnBack(consignment);
    }

    private void proceed(Consignment consignment) {
        switch (consignment.state()) {
            case Delivery.Unrequested _, Delivery.Sending _, Delivery.SendingLater _ ->
                    LOG.errorf("nothing follows delivery=%s", consignment.eventId());
            case Delivery.Accepted _ -> awaitTurn(consignment);
            case Delivery.Retrying retrying -> {
                giveTurnBack(consignment);
                open.at(until(retrying.dueAt()), () -> awaitTurn(consignment));
            }
            // What follows later stands in its row, and is taken in hand when it is due.
            case Delivery.Settled _, Delivery.Later _ -> {
                open.remove(consignment);
                giveTurnBack(consignment);
            }
        }
    }

    /**
     * Its later attempt is due. Never waits for a turn: what waits stands in its row.
     *
     * @return when to try again where it cannot be sent now
     */
    Optional<Instant> takeLater(Consignment consignment) {
        Instant now = clock.instant();
        if (consignment.state() instanceof Delivery.Later later
                && now.isAfter(later.round().until())) {
            // However long its destination stays shut.
            if (!open.addIfAbsent(consignment)) {
                return Optional.of(now.plus(TURNS_COME));
            }
            journal.submit(consignment, new DeliveryCommand.ReachDeadline(now));
            return Optional.empty();
        }
        if (gates.gate(consignment, now) instanceof Gate.Shut shut) {
            return Optional.of(shut.to());
        }
        // Its last attempt may be written, and not forgotten yet.
        if (!open.addIfAbsent(consignment)) {
            return Optional.of(now.plus(TURNS_COME));
        }
        if (!open.tryTakeTurn(consignment)) {
            open.remove(consignment);
            return Optional.of(now.plus(TURNS_COME));
        }
        if (!start(consignment)) {
            giveTurnBack(consignment);
        }
        return Optional.empty();
    }

    @Override
    public void written(
            Consignment consignment, List<DeliveryEvent> events, byte @Nullable [] request) {
        for (DeliveryEvent event : events) {
            open.count(event);
            gates.note(consignment, event);
        }
        OptionalInt attempt = consignment.attemptUnderWay();
        if (attempt.isPresent()) {
            Prepared kept = open.kept().take(consignment);
            dispatch.send(consignment, kept, request, ended(consignment, attempt.getAsInt()));
        } else {
            proceed(consignment);
        }
    }

    @Override
    public void refused(Consignment consignment, Refusal refusal) {
        switch (refusal) {
            case NO_TIME_LEFT -> {
                giveTurnBack(consignment);
                reachDeadline(consignment);
            }
            // A clock that went back. Nothing is on its way: it is found again by its row.
            case NOT_DUE_YET, TIME_LEFT -> lost(consignment);
            default ->
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
        if (held(consignment)) {
            return;
        }
        if (open.isCrowded(consignment)) {
            postpone(consignment, consignment.facts().settleBy().plus(CROWD_THINS), CROWDED);
        } else if (open.takeTurnOrWait(consignment)) {
            if (!start(consignment)) {
                giveTurnBack(consignment);
            }
        } else {
            open.serveInTime(this::startServed);
            open.at(
                    until(consignment.facts().settleBy()),
                    () -> {
                        if (open.leave(consignment)) {
                            reachDeadline(consignment);
                        }
                    });
        }
    }

    /** Whether its destination takes nothing now. It comes back by itself. */
    private boolean held(Consignment consignment) {
        if (!(gates.gate(consignment, clock.instant()) instanceof Gate.Shut shut)) {
            open.letGo(consignment);
            return false;
        }
        if (RetryPolicy.leavesTime(shut.to(), consignment.facts().settleBy())) {
            if (open.hold(consignment)) {
                open.at(until(shut.to()), () -> awaitTurn(consignment));
            } else {
                leaveOut(consignment, shut);
            }
        } else if (shut.holds()) {
            postpone(consignment, shut.to(), shut.why());
        } else {
            open.at(until(consignment.facts().settleBy()), () -> reachDeadline(consignment));
        }
        return true;
    }

    /** Too many are held for it: what is over must not stop the intake of all others. */
    private void leaveOut(Consignment consignment, Gate.Shut shut) {
        if (shut.holds()) {
            postpone(consignment, consignment.facts().settleBy().plus(CROWD_THINS), CROWDED);
        } else {
            journal.submit(consignment, new DeliveryCommand.GiveUp(shut.why()));
        }
    }

    private void postpone(Consignment consignment, Instant to, String why) {
        journal.submit(consignment, new DeliveryCommand.Postpone(clock.instant(), to, why));
    }

    /** Returns false where too little time is left for an answer: it settles without one. */
    private boolean start(Consignment consignment) {
        Instant now = clock.instant();
        boolean waitsForSettling =
                consignment.state() instanceof Delivery.Accepted
                        || consignment.state() instanceof Delivery.Retrying;
        if (waitsForSettling
                && now.plus(gates.room(consignment)).isAfter(consignment.facts().settleBy())) {
            reachDeadline(consignment);
            return false;
        }
        open.kept().forgetStale(consignment);
        // The timer, and the database, count from other clocks: what is due by them is due.
        Instant due =
                switch (consignment.state()) {
                    case Delivery.Retrying retrying -> retrying.dueAt();
                    case Delivery.Later later -> later.dueAt();
                    default -> now;
                };
        journal.submit(consignment, new DeliveryCommand.StartAttempt(due.isAfter(now) ? due : now));
        return true;
    }

    private void reachDeadline(Consignment consignment) {
        Instant deadline = consignment.facts().settleBy();
        Instant now = clock.instant();
        journal.submit(
                consignment,
                new DeliveryCommand.ReachDeadline(now.isBefore(deadline) ? deadline : now));
    }

    private void giveTurnBack(Consignment consignment) {
        startServed(open.giveTurnBack(consignment));
    }

    /** Whoever waited while its destination was shut passes its turn on. */
    private void startServed(Optional<Consignment> served) {
        Optional<Consignment> next = served;
        while (next.isPresent()) {
            Consignment waiter = next.get();
            if (!held(waiter) && start(waiter)) {
                return;
            }
            next = open.giveTurnBack(waiter);
        }
    }

    /**
     * The exchange is over, and whoever waits for its turn is started by the transaction that
     * writes what came of this one. Left before that is asked for: from then on it may get another.
     */
    private Consumer<AttemptResult> ended(Consignment consignment, int attempt) {
        return result -> {
            boolean left = consignment.leavesTurn();
            double jitter = ThreadLocalRandom.current().nextDouble();
            Instant now = clock.instant();
            journal.submit(
                    consignment, new DeliveryCommand.EndAttempt(attempt, result, now, jitter));
            if (left) {
                startServed(open.passTurnOn(consignment));
            }
        };
    }

    private Duration until(Instant time) {
        return Duration.between(clock.instant(), time);
    }
}
