package io.waybill.delivery.settling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Exponential back-off within settling: a retry that could not end before the deadline is not made.
 *
 * @param first pause after the first attempt; it doubles with each further one
 * @param ceiling longest pause
 * @param room what must be left before the deadline when an attempt starts: less would only make an
 *     answer that nobody waits for
 * @param attempts how many attempts are made at most
 */
public record RetryPolicy(Duration first, Duration ceiling, Duration room, int attempts) {

    private static final int DOUBLINGS = 20;

    public static RetryPolicy standard() {
        return new RetryPolicy(
                Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMillis(500), 10);
    }

    /**
     * @param made attempts made so far, from 1
     * @param jitter from 0 to 1; up to a quarter of the pause is added
     * @return when to try again, or nothing where this was the last attempt
     */
    public Optional<Instant> next(int made, Instant now, Instant settleBy, double jitter) {
        if (made >= attempts) {
            return Optional.empty();
        }
        long factor = 1L << Math.min(made - 1, DOUBLINGS);
        Duration pause = first.multipliedBy(factor);
        if (pause.compareTo(ceiling) > 0) {
            pause = ceiling;
        }
        Instant due = now.plus(pause).plusMillis((long) (pause.toMillis() * jitter / 4));
        return leavesTime(due, settleBy) ? Optional.of(due) : Optional.empty();
    }

    /** Whether an attempt that starts now can come to something. */
    public boolean leavesTime(Instant now, Instant settleBy) {
        return !now.plus(room).isAfter(settleBy);
    }
}
