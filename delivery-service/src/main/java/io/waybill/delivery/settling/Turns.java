package io.waybill.delivery.settling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Who may send now: so many at once altogether, and so many to one destination. Those who wait are
 * served in order within a destination, and destinations in turn, so that a slow one delays nobody
 * but itself. Safe for use by many threads.
 *
 * @param <T> what waits; compared by identity or a cheap equals
 */
public final class Turns<T> {

    private final int total;
    private final int perDestination;
    private final Map<String, Destination<T>> destinations = new HashMap<>();
    private final Deque<Destination<T>> ready = new ArrayDeque<>();
    private int taken;
    private int waiting;

    public Turns(int total, int perDestination) {
        this.total = total;
        this.perDestination = perDestination;
    }

    /** Takes a turn if one is free and nobody waits for it. The taker gives it back. */
    public synchronized boolean tryTake(String name) {
        Destination<T> destination = destination(name);
        boolean free =
                taken < total
                        && destination.taken < perDestination
                        && destination.waiting.isEmpty();
        if (free) {
            take(destination);
        }
        forgetIfIdle(destination);
        return free;
    }

    /**
     * Takes a turn, or waits for one.
     *
     * @return whether the turn was taken; if not, {@link #giveBack} hands it over later
     */
    public synchronized boolean takeOrWait(String name, T waiter) {
        if (tryTake(name)) {
            return true;
        }
        Destination<T> destination = destination(name);
        if (destination.waiting.add(waiter)) {
            waiting++;
            makeReady(destination);
        }
        return false;
    }

    /**
     * Stops waiting.
     *
     * @return false where the waiter does not wait any more: it has its turn
     */
    public synchronized boolean leave(String name, T waiter) {
        Destination<T> destination = destinations.get(name);
        if (destination == null || !destination.waiting.remove(waiter)) {
            return false;
        }
        waiting--;
        forgetIfIdle(destination);
        return true;
    }

    /** Gives a turn back. The waiter that comes out, if any, has the turn now. */
    public synchronized Optional<T> giveBack(String name) {
        Destination<T> destination = destination(name);
        destination.taken--;
        taken--;
        makeReady(destination);
        Optional<T> next = next();
        forgetIfIdle(destination);
        return next;
    }

    public synchronized int taken() {
        return taken;
    }

    public synchronized int waiting() {
        return waiting;
    }

    private Optional<T> next() {
        while (taken < total && !ready.isEmpty()) {
            Destination<T> destination = ready.poll();
            destination.ready = false;
            if (!destination.waiting.isEmpty() && destination.taken < perDestination) {
                T waiter = destination.waiting.removeFirst();
                waiting--;
                take(destination);
                makeReady(destination);
                return Optional.of(waiter);
            }
        }
        return Optional.empty();
    }

    private void take(Destination<T> destination) {
        destination.taken++;
        taken++;
    }

    private void makeReady(Destination<T> destination) {
        boolean able = !destination.waiting.isEmpty() && destination.taken < perDestination;
        if (able && !destination.ready) {
            destination.ready = true;
            ready.add(destination);
        }
    }

    private Destination<T> destination(String name) {
        return destinations.computeIfAbsent(name, Destination::new);
    }

    private void forgetIfIdle(Destination<T> destination) {
        if (destination.taken == 0 && destination.waiting.isEmpty()) {
            destinations.remove(destination.name);
            if (destination.ready) {
                ready.remove(destination);
            }
        }
    }

    private static final class Destination<T> {
        private final String name;
        private final LinkedHashSet<T> waiting = new LinkedHashSet<>();
        private int taken;
        private boolean ready;

        Destination(String name) {
            this.name = name;
        }
    }
}
