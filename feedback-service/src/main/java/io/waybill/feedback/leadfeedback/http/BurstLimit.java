package io.waybill.feedback.leadfeedback.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast feedback on one event may come: a burst, and then a steady rate. Their number is not
 * limited. Counted by each instance for itself.
 */
@Singleton
final class BurstLimit {

    static final int BURST = 20;
    static final Duration REFILL = Duration.ofMillis(200);

    private static final int MOST_KEPT = 100_000;

    private final InstantSource clock;
    private final Map<UUID, Instant> fullAt = new ConcurrentHashMap<>();

    BurstLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the call may go on; counts it then. */
    boolean allows(UUID eventId) {
        Instant now = clock.instant();
        if (fullAt.size() >= MOST_KEPT) {
            fullAt.values().removeIf(full -> !full.isAfter(now));
        }
        boolean[] allowed = new boolean[1];
        fullAt.compute(
                eventId,
                (_, known) -> {
                    Instant full = known == null || known.isBefore(now) ? now : known;
                    Instant after = full.plus(REFILL);
                    allowed[0] = !after.isAfter(now.plus(REFILL.multipliedBy(BURST)));
                    return allowed[0] ? after : full;
                });
        return allowed[0];
    }
}
