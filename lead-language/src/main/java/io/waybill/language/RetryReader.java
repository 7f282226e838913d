package io.waybill.language;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"on"?, "first_seconds"?, "ceiling_seconds"?, "attempts"?, "max_age_seconds"?}}, as
 * destinations and steps have it. What cannot be used is named, and what holds where nothing is
 * said is read in its place.
 */
public final class RetryReader {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);
    private static final String ON = "on";
    private static final String FIRST = "first_seconds";
    private static final String CEILING = "ceiling_seconds";
    private static final String ATTEMPTS = "attempts";
    private static final String MAX_AGE = "max_age_seconds";
    private static final Set<String> KNOWN = Set.of(ON, FIRST, CEILING, ATTEMPTS, MAX_AGE);
    private static final int LONGEST_NUMBER = 20;

    private final Map<?, ?> json;
    private final BiConsumer<String, String> flaws;

    private RetryReader(Map<?, ?> json, BiConsumer<String, String> flaws) {
        this.json = json;
        this.flaws = flaws;
    }

    /**
     * @param flaws is told the member that cannot be used, and why, as the rest of a sentence
     */
    public static Retry read(Map<?, ?> json, BiConsumer<String, String> flaws) {
        return new RetryReader(json, flaws).read();
    }

    private Retry read() {
        for (Object key : json.keySet()) {
            if (!KNOWN.contains(key.toString())) {
                flaws.accept(key.toString(), "is not known here");
            }
        }
        Retry standard = Retry.standard();
        Duration first = seconds(FIRST, SHORTEST_PAUSE, LONGEST_PAUSE, standard.first());
        Duration ceiling = ceiling(first, standard.ceiling());
        return new Retry(
                causes(standard.on()),
                first,
                ceiling,
                attempts(standard.attempts()),
                seconds(MAX_AGE, Duration.ZERO, Retry.LONGEST_AGE, standard.maxAge()));
    }

    private Duration ceiling(Duration first, Duration standard) {
        Duration otherwise = first.compareTo(standard) > 0 ? first : standard;
        Duration ceiling = seconds(CEILING, SHORTEST_PAUSE, LONGEST_PAUSE, otherwise);
        if (ceiling.compareTo(first) < 0) {
            flaws.accept(CEILING, "must not be less than " + FIRST);
            return first;
        }
        return ceiling;
    }

    private Set<Retry.Cause> causes(Set<Retry.Cause> otherwise) {
        Object value = json.get(ON);
        if (value == null) {
            return otherwise;
        }
        Set<Retry.Cause> causes = EnumSet.noneOf(Retry.Cause.class);
        boolean clear = value instanceof List<?>;
        for (Object item : value instanceof List<?> items ? items : List.of()) {
            Retry.Cause cause = cause(item);
            if (cause == null) {
                clear = false;
            } else {
                causes.add(cause);
            }
        }
        if (!clear) {
            flaws.accept(ON, "must be a list of failure, error, unknown");
        }
        return causes;
    }

    private static Retry.@Nullable Cause cause(@Nullable Object item) {
        if (item instanceof String text) {
            for (Retry.Cause cause : Retry.Cause.values()) {
                if (cause.word().equals(text.strip().toLowerCase(Locale.ROOT))) {
                    return cause;
                }
            }
        }
        return null;
    }

    private int attempts(int otherwise) {
        Object value = json.get(ATTEMPTS);
        if (value == null) {
            return otherwise;
        }
        BigDecimal number = number(value);
        if (number != null
                && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.ONE) >= 0
                && number.compareTo(BigDecimal.valueOf(Retry.MOST_ATTEMPTS)) <= 0) {
            return number.intValue();
        }
        flaws.accept(ATTEMPTS, "must be a whole number from 1 to " + Retry.MOST_ATTEMPTS);
        return otherwise;
    }

    private Duration seconds(String key, Duration least, Duration most, Duration otherwise) {
        Object value = json.get(key);
        if (value == null) {
            return otherwise;
        }
        BigDecimal number = number(value);
        if (number != null
                && number.compareTo(seconds(least)) >= 0
                && number.compareTo(seconds(most)) <= 0) {
            return Duration.ofMillis(number.movePointRight(3).longValue());
        }
        flaws.accept(
                key,
                "must be a number of seconds from "
                        + seconds(least).toPlainString()
                        + " to "
                        + seconds(most).toPlainString());
        return otherwise;
    }

    private static BigDecimal seconds(Duration span) {
        return BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros();
    }

    private static @Nullable BigDecimal number(Object value) {
        if (!(value instanceof Number)) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value.toString());
            // What is written with a huge exponent would be written out in full somewhere.
            return Math.abs((long) number.scale()) > LONGEST_NUMBER
                            || number.precision() > LONGEST_NUMBER
                    ? null
                    : number;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
