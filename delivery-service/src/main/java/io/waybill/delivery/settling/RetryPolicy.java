package io.waybill.delivery.settling;

import static java.util.stream.Collectors.toSet;

import io.waybill.language.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * After what, when and how often it is tried again: exponential back-off, never past a limit.
 *
 * @param on after which outcomes; whether a repeat is safe is judged beside it
 * @param first pause after the first attempt; it doubles with each further one
 * @param ceiling longest pause, unless the receiver asks for a longer one
 * @param attempts how many attempts are made at most
 * @param maxAge how old a delivery may become with its attempts; zero: never beyond settling
 */
public record RetryPolicy(
        Set<AttemptOutcome> on, Duration first, Duration ceiling, int attempts, Duration maxAge) {

    /**
     * What must be left before the deadline when an attempt starts: less would only make an answer
     * that nobody waits for.
     */
    public static final Duration ROOM = Duration.ofMillis(500);

    /** A receiver that asks for a longer pause gets this one. */
    public static final Duration LONGEST_WISH = Duration.ofHours(24);

    private static final int DOUBLINGS = 20;

    public RetryPolicy {
        on = Set.copyOf(on);
    }

    /** As a step or a destination says it. */
    public static RetryPolicy of(Retry retry) {
        return new RetryPolicy(
                retry.on().stream().map(RetryPolicy::outcome).collect(toSet()),
                retry.first(),
                retry.ceiling(),
                retry.attempts(),
                retry.maxAge());
    }

    /** What holds where nothing is said. */
    public static RetryPolicy standard() {
        return of(Retry.standard());
    }

    private static AttemptOutcome outcome(Retry.Cause cause) {
        return switch (cause) {
            case FAILURE -> AttemptOutcome.FAILURE;
            case ERROR -> AttemptOutcome.ERROR;
            case UNKNOWN -> AttemptOutcome.UNANSWERED;
        };
    }

    /** Whether it goes on after the step has its outcome. */
    public boolean outlivesSettling() {
        return maxAge.isPositive();
    }

    /**
     * @param made attempts made so far, from 1
     * @param limit when the last attempt must have time to start
     * @param jitter from 0 to 1; up to a quarter of the pause is added
     * @param wish the pause that the receiver asked for, if it did
     * @return when to try again, or nothing where this was the last attempt
     */
    public Optional<Instant> next(
            int made, Instant now, Instant limit, double jitter, @Nullable Duration wish) {
        if (made >= attempts) {
            return Optional.empty();
        }
        Duration pause = longer(pause(made), wish);
        Instant due = now.plus(pause).plusMillis((long) (pause.toMillis() * jitter / 4));
        return leavesTime(due, limit) ? Optional.of(due) : Optional.empty();
    }

    /** The pause after so many attempts, without jitter. */
    Duration pause(int made) {
        Duration pause = first.multipliedBy(1L << Math.clamp(made - 1, 0, DOUBLINGS));
        return pause.compareTo(ceiling) > 0 ? ceiling : pause;
    }

    private static Duration longer(Duration pause, @Nullable Duration wish) {
        if (wish == null || wish.compareTo(pause) <= 0) {
            return pause;
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }

    /** Whether an attempt that starts now can come to something. */
    public static boolean leavesTime(Instant now, Instant limit) {
        return !now.plus(ROOM).isAfter(limit);
    }
}
