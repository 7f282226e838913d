package io.waybill.delivery.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How often an account may try its destinations: a test is really sent, and must not become a way
 * to send in bulk past all limits. Counted by each instance for itself. Safe for use by many
 * threads.
 */
public final class TrialRate {

    public static final int MOST = 30;
    public static final Duration SPAN = Duration.ofMinutes(1);

    private final Map<UUID, Deque<Instant>> begun = new HashMap<>();

    /**
     * Counts a test that begins now.
     *
     * @return how long to wait where it must not
     */
    public synchronized Optional<Duration> begin(UUID account, Instant now) {
        begun.values().forEach(times -> forget(times, now));
        begun.values().removeIf(Deque::isEmpty);
        Deque<Instant> times = begun.computeIfAbsent(account, _ -> new ArrayDeque<>());
        if (times.size() >= MOST) {
            return Optional.of(Duration.between(now, times.getFirst().plus(SPAN)));
        }
        times.addLast(now);
        return Optional.empty();
    }

    private static void forget(Deque<Instant> times, Instant now) {
        while (!times.isEmpty() && !times.getFirst().plus(SPAN).isAfter(now)) {
            times.removeFirst();
        }
    }
}
