package io.waybill.delivery.settling;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.LongSupplier;

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
    private final Limit standard;
    private final LongSupplier nanos;
    private final Map<String, Destination<T>> destinations = new HashMap<>();
    // Those with waiters that may have a turn, the next to be served first.
    private final SequencedSet<Destination<T>> holdingFew = new LinkedHashSet<>();
    private final SequencedSet<Destination<T>> holdingMore = new LinkedHashSet<>();
    private final SequencedSet<Destination<T>> throttled = new LinkedHashSet<>();
    private int taken;
    private int waiting;

    /**
     * How much one destination is sent at a time.
     *
     * @param atOnce turns at once
     * @param most turns that may begin in any span of that length
     */
    public record Limit(int atOnce, int most, Duration per) {

        /** Without a limit in time. */
        public Limit(int atOnce) {
            this(atOnce, 0, Duration.ZERO);
        }

        boolean isTimed() {
            return most > 0;
        }
    }

    /**
     * @param standard for destinations that have no limit of their own
     * @param nanos a clock that never goes back
     */
    public Turns(int total, Limit standard, LongSupplier nanos) {
        this.total = total;
        this.unreserved = total - total * RESERVED_PERCENT / 100;
        this.standard = standard;
        this.nanos = nanos;
    }

    /** From now on the destination has this limit. */
    public synchronized void limit(String name, Limit limit) {
        Destination<T> destination = destination(name);
        if (!destination.limit.equals(limit)) {
            destination.limit = limit;
            destination.begun = new ArrayDeque<>();
            queue(destination);
        }
    }

    /** Takes a turn if one is free and nobody waits for it. The taker gives it back. */
    public synchronized boolean tryTake(String name) {
        Destination<T> destination = destination(name);
        boolean free = takeIfFree(destination);
        forgetIfIdle(destination);
        return free;
    }

    private boolean takeIfFree(Destination<T> destination) {
        boolean free =
                taken < (destination.holdsFew() ? total : unreserved)
                        && destination.mayTake(nanos.getAsLong())
                        && destination.waiting.isEmpty();
        if (free) {
            take(destination);
        }
        return free;
    }

    /**
     * Takes a turn, or waits for one.
     *
     * @return whether the turn was taken; if not, {@link #giveBack} hands it over later
     */
    public synchronized boolean takeOrWait(String name, T waiter) {
        Destination<T> destination = destination(name);
        if (takeIfFree(destination)) {
            return true;
        }
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

    /**
     * Whether some may be served without a turn that is given back: in a while, where so many turns
     * have begun in a span of time, or now, since a limit was raised.
     */
    public synchronized boolean mayServe() {
        return !throttled.isEmpty()
                || (taken < total && !holdingFew.isEmpty())
                || (taken < unreserved && !holdingMore.isEmpty());
    }

    /** Serves one of them whose time has come, if there is one. It has its turn now. */
    public synchronized Optional<T> serve() {
        List.copyOf(throttled).forEach(this::queue);
        return next();
    }

    /** How many turns of a destination are free that nobody waits for. */
    public synchronized int room(String name) {
        Destination<T> destination = destinations.get(name);
        if (destination == null) {
            return Math.min(standard.atOnce(), total - taken);
        }
        int free = destination.limit.atOnce() - destination.taken - destination.waiting.size();
        return Math.max(0, Math.min(free, total - taken));
    }

    public synchronized int waitingFor(String name) {
        Destination<T> destination = destinations.get(name);
        return destination == null ? 0 : destination.waiting.size();
    }

    public synchronized int taken() {
        return taken;
    }

    public synchronized int waiting() {
        return waiting;
    }

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
        destination.begin(nanos.getAsLong());
    }

    /** Puts it at the end of its queue, unless it stands there already or has no use for one. */
    private void queue(Destination<T> destination) {
        boolean ready = !destination.waiting.isEmpty() && destination.hasRoom();
        boolean able = ready && destination.isInTime(nanos.getAsLong());
        put(throttled, destination, ready && !able);
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
        return destinations.computeIfAbsent(name, n -> new Destination<>(n, standard));
    }

    private void forgetIfIdle(Destination<T> destination) {
        if (destination.taken == 0
                && destination.waiting.isEmpty()
                && !destination.limit.isTimed()) {
            destinations.remove(destination.name);
        }
    }

    private static final class Destination<T> {
        private final String name;
        private final LinkedHashSet<T> waiting = new LinkedHashSet<>();
        private int taken;
        private Limit limit;
        // When the last turns began, the oldest first; no more than the limit counts.
        private Deque<Long> begun = new ArrayDeque<>();

        Destination(String name, Limit limit) {
            this.name = name;
            this.limit = limit;
        }

        boolean hasRoom() {
            return taken < limit.atOnce();
        }

        boolean isInTime(long now) {
            Long oldest = begun.peekFirst();
            return !limit.isTimed()
                    || begun.size() < limit.most()
                    || oldest == null
                    || now - oldest >= limit.per().toNanos();
        }

        boolean mayTake(long now) {
            return hasRoom() && isInTime(now);
        }

        void begin(long now) {
            if (limit.isTimed()) {
                begun.addLast(now);
                while (begun.size() > limit.most()) {
                    begun.removeFirst();
                }
            }
        }

        boolean holdsFew() {
            return taken < FEW;
        }
    }
}
