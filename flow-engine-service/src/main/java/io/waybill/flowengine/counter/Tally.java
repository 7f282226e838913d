package io.waybill.flowengine.counter;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * How much ended in success.
 *
 * @param money with scale 4: what sources were paid, what a step earned
 */
public record Tally(long count, BigDecimal money) {

    public static final Tally NONE = new Tally(0, BigDecimal.ZERO.setScale(CounterState.SCALE));

    /** How long tallies are kept: a month's cap can open with the true count of its window. */
    public static final Duration KEPT = Duration.ofDays(35);

    public static Tally one(BigDecimal money) {
        return new Tally(1, money.setScale(CounterState.SCALE));
    }

    public Tally plus(Tally other) {
        return new Tally(count + other.count, money.add(other.money));
    }

    BigDecimal of(Cap.Measure measure) {
        return switch (measure) {
            case VOLUME -> BigDecimal.valueOf(count);
            case SPEND -> money;
        };
    }

    /**
     * A quarter of an hour, as windows begin with one in every zone there is; those of a minute's
     * cap that do not are counted from the next.
     *
     * @param number quarters since 1970
     */
    public record Bucket(long number) {

        private static final long SECONDS = 900;

        public static Bucket of(Instant time) {
            return new Bucket(Math.floorDiv(time.getEpochSecond(), SECONDS));
        }

        /** The first bucket that lies wholly behind this moment. */
        public static Bucket from(Instant time) {
            return of(time.plusSeconds(SECONDS - 1));
        }

        /** When its tallies are forgotten. */
        public Instant keptUntil() {
            return Instant.ofEpochSecond((number + 1) * SECONDS).plus(KEPT);
        }
    }
}
