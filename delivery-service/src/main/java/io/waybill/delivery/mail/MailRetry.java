package io.waybill.delivery.mail;

import io.waybill.delivery.settling.AttemptOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a mail that was tried is tried again. */
public final class MailRetry {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int DOUBLED_AT_MOST = 10;

    private MailRetry() {}

    /** What an attempt came to; empty where it never left this house. */
    public static Optional<MailEnd> end(AttemptOutcome outcome) {
        return switch (outcome) {
            case SUCCESS -> Optional.of(MailEnd.SENT);
            case FAILURE -> Optional.of(MailEnd.REFUSED);
            case UNANSWERED -> Optional.of(MailEnd.UNKNOWN);
            case ERROR -> Optional.empty();
        };
    }

    /**
     * The time of the next attempt; empty where it would come too late.
     *
     * @param attempts that were made, from 1
     * @param until after which the mail is of no use
     */
    public static Optional<Instant> next(int attempts, Instant now, Instant until) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLED_AT_MOST));
        Instant next = now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        return next.isBefore(until) ? Optional.of(next) : Optional.empty();
    }
}
