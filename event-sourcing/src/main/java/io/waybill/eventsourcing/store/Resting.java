package io.waybill.eventsourcing.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What has failed is left alone for a while, so that what stands behind it gets its turn: twice as
 * long after each further failure, up to a limit. Used by one thread.
 */
final class Resting<K> {

    private record Rest(long pause, long end) {}

    private final long shortest;
    private final long longest;
    private final LongSupplier nanos;
    private final Map<K, Rest> rests = new HashMap<>();

    /**
     * @param nanos a clock as {@link System#nanoTime()}
     */
    Resting(Duration shortest, Duration longest, LongSupplier nanos) {
        this.shortest = shortest.toNanos();
        this.longest = longest.toNanos();
        this.nanos = nanos;
    }

    void failed(K key) {
        Rest before = rests.get(key);
        long pause = before == null ? shortest : Math.min(2 * before.pause(), longest);
        rests.put(key, new Rest(pause, nanos.getAsLong() + pause));
    }

    void succeeded(K key) {
        rests.remove(key);
    }

    /** What has failed and not succeeded since, whether it rests or not. */
    Set<K> all() {
        return Set.copyOf(rests.keySet());
    }

    Set<K> now() {
        long now = nanos.getAsLong();
        Set<K> resting = new HashSet<>();
        rests.forEach((key, rest) -> {
            if (rest.end() - now > 0) {
                resting.add(key);
            }
        });
        return resting;
    }
}
