package io.waybill.delivery.destination;

import java.time.Duration;
import java.util.Optional;

/**
 * How much is sent at a time.
 *
 * @param concurrency attempts on their way at once
 * @param rate attempts in a span of time; empty: as many as there are
 * @param timeout longest time for one whole exchange
 */
public record Limits(int concurrency, Optional<Rate> rate, Duration timeout) {

    public static final int STANDARD_CONCURRENCY = 50;

    /** A fifth of what an instance has under way: no destination may take the turns of all. */
    public static final int MOST_CONCURRENCY = 200;

    public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(360);

    public Limits {
        if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
            throw new IllegalArgumentException("Not a concurrency: " + concurrency);
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("Not a timeout: " + timeout);
        }
    }

    /** At most so many in any span of that length. */
    public record Rate(int most, Duration per) {
        public Rate {
            if (most < 1 || !per.isPositive()) {
                throw new IllegalArgumentException("Not a rate: " + most + " in " + per);
            }
        }
    }

    /** What holds where a destination says nothing, and for steps without one. */
    public static Limits standard() {
        return new Limits(STANDARD_CONCURRENCY, Optional.empty(), LONGEST_TIMEOUT);
    }
}
