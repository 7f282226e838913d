package io.waybill.language;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        Optional<Integer> read =
                value == null
                        ? Optional.of(otherwise)
                        : JsonNumber.whole(value, 1, Retry.MOST_ATTEMPTS);
        if (read.isEmpty()) {
            flaws.accept(ATTEMPTS, JsonNumber.wholeFrom(1, Retry.MOST_ATTEMPTS));
        }
        return read.orElse(otherwise);
    }

    private Duration seconds(String key, Duration least, Duration most, Duration otherwise) {
        Object value = json.get(key);
        Optional<Duration> read =
                value == null ? Optional.of(otherwise) : JsonNumber.seconds(value, least, most);
        if (read.isEmpty()) {
            flaws.accept(key, JsonNumber.secondsFrom(least, most));
        }
        return read.orElse(otherwise);
    }
}
