package io.waybill.delivery.settling;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Who may send now: so many at once altogether, and so many to one destination. Those who wait are
 * served in order within a destination, and destinations in turn, so that a slow one delays nobody
 * but itself. Several slow ones together do not take everything either: a quarter of all turns is
 * kept for destinations that hold few. Safe for use by many threads.
 *
 * @param <T> what waits; compared by identity or a cheap equals
 */
public final class Turns<T> {

    /** A destination that holds fewer may use the reserve. */
    public static final int FEW = 4;

    private static final int RESERVED_PERCENT = 25;

    private final int total;
    private final int unreserved;
    private final int perDestination;
    private final Map<String, Destination<T>> destinations = new HashMap<>();
    // Those with waiters that may have a turn, the next to be served first.
    private final SequencedSet<Destination<T>> holdingFew = new LinkedHashSet<>();
    private final SequencedSet<Destination<T>> holdingMore = new LinkedHashSet<>();
    private int taken;
    private int waiting;

    public Turns(int total, int perDestination) {
        this.total = total;
        this.unreserved = total - total * RESERVED_PERCENT / 100;
        this.perDestination = perDestination;
    }

    /** Takes a turn if one is free and nobody waits for it. The taker gives it back. */
    public synchronized boolean tryTake(String name) {
        Destination<T> destination = destination(name);
        boolean free =
                taken < (destination.holdsFew() ? total : unreserved)
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
            queue(destination);
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
        queue(destination);
        forgetIfIdle(destination);
        return true;
    }

    /** Gives a turn back. The waiter that comes out, if any, has the turn now. */
    public synchronized Optional<T> giveBack(String name) {
        Destination<T> destination = destination(name);
        destination.taken--;
        taken--;
        queue(destination);
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

    // One turn came free, so one waiter at most can be served: before, none could.
    private Optional<T> next() {
        if (taken < total && !holdingFew.isEmpty()) {
            return Optional.of(serve(holdingFew.removeFirst()));
        }
        if (taken < unreserved && !holdingMore.isEmpty()) {
            return Optional.of(serve(holdingMore.removeFirst()));
        }
        return Optional.empty();
    }

    private T serve(Destination<T> destination) {
        T waiter = destination.waiting.removeFirst();
        waiting--;
        take(destination);
        queue(destination);
        return waiter;
    }

    private void take(Destination<T> destination) {
        destination.taken++;
        taken++;
    }

    /** Puts it at the end of its queue, unless it stands there already or has no use for one. */
    private void queue(Destination<T> destination) {
        boolean able = !destination.waiting.isEmpty() && destination.taken < perDestination;
        put(holdingFew, destination, able && destination.holdsFew());
        put(holdingMore, destination, able && !destination.holdsFew());
    }

    private static <D> void put(SequencedSet<D> queue, D destination, boolean in) {
        if (in) {
            queue.add(destination);
        } else {
            queue.remove(destination);
        }
    }

    private Destination<T> destination(String name) {
        return destinations.computeIfAbsent(name, Destination::new);
    }

    private void forgetIfIdle(Destination<T> destination) {
        if (destination.taken == 0 && destination.waiting.isEmpty()) {
            destinations.remove(destination.name);
        }
    }

    private static final class Destination<T> {
        private final String name;
        private final LinkedHashSet<T> waiting = new LinkedHashSet<>();
        private int taken;

        Destination(String name) {
            this.name = name;
        }

        boolean holdsFew() {
            return taken < FEW;
        }
    }
}
