package io.waybill.language;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * After what, how often and how long a delivery is tried again.
 *
 * @param on after which outcomes
 * @param first pause after the first attempt; it doubles with each further one
 * @param ceiling longest pause
 * @param attempts how many attempts are made at most, 1 means none again
 * @param maxAge how old a delivery may become with its attempts; zero: never beyond settling
 */
public record Retry(
        Set<Cause> on, Duration first, Duration ceiling, int attempts, Duration maxAge) {

    public static final int MOST_ATTEMPTS = 100;
    public static final Duration LONGEST_AGE = Duration.ofHours(72);

    /** What an attempt came to that is worth another one. */
    public enum Cause {
        /** It was answered, and not taken. */
        FAILURE,
        /** It was not sent, or answered with an error. */
        ERROR,
        /** It was sent and no answer came; only a destination that is repeat-safe gets it again. */
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Retry {
        on = Set.copyOf(on);
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("Not a number of attempts: " + attempts);
        }
        if (!first.isPositive() || ceiling.compareTo(first) < 0) {
            throw new IllegalArgumentException("Not a pause: " + first + " to " + ceiling);
        }
        if (maxAge.isNegative() || maxAge.compareTo(LONGEST_AGE) > 0) {
            throw new IllegalArgumentException("Not an age: " + maxAge);
        }
    }

    /** What holds where a destination says nothing, and for steps without one. */
    public static Retry standard() {
        return new Retry(
                EnumSet.of(Cause.ERROR, Cause.UNKNOWN),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                10,
                Duration.ZERO);
    }

    /** As JSON, in the shape that {@link RetryReader} reads. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("on", on.stream().sorted().map(Cause::word).toList());
        json.put("first_seconds", seconds(first));
        json.put("ceiling_seconds", seconds(ceiling));
        json.put("attempts", attempts);
        json.put("max_age_seconds", seconds(maxAge));
        return json;
    }

    private static BigDecimal seconds(Duration span) {
        return BigDecimal.valueOf(span.toMillis(), 3);
    }

    /** Whether it goes on after the step has its outcome. */
    public boolean outlivesSettling() {
        return maxAge.isPositive();
    }
}
