package io.waybill.delivery.mail.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.delivery.mail.MailEnd;
import io.waybill.delivery.mail.MailRetry;
import io.waybill.delivery.mail.store.MailTable.Due;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.transport.Letter;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.Transports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Sends the mails that are due, one after the other. */
@Singleton
final class MailDesk {

    private static final int AT_ONCE = 20;
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(30);
    private static final Duration SILENT = Duration.ofMinutes(5);

    /** Longer than delivery.requests keeps a request: one that is read again is recognised. */
    private static final Duration KEPT = Duration.ofDays(8);

    private final MailTable table;
    private final MailOpener opener;
    private final Transports sender;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    @Inject
    MailDesk(
            MailTable table,
            MailOpener opener,
            Transports sender,
            MeterRegistry metrics,
            InstantSource clock) {
        this.table = table;
        this.opener = opener;
        this.sender = sender;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Sends what is due.
     *
     * @return whether there may be more
     */
    boolean send() throws SQLException, InterruptedException {
        for (int taken = 0; taken < AT_ONCE; taken++) {
            Optional<Due> due = table.take(clock.instant());
            if (due.isEmpty()) {
                return false;
            }
            send(due.get());
        }
        return true;
    }

    /** Ends what an instance that died had begun, and forgets what ended long ago. */
    void tidy() throws SQLException {
        Instant now = clock.instant();
        int abandoned = table.abandon(now.minus(SILENT), now);
        if (abandoned > 0) {
            counted(MailEnd.UNKNOWN, abandoned);
        }
        table.forget(now.minus(KEPT));
    }

    private void send(Due mail) throws SQLException, InterruptedException {
        if (!clock.instant().isBefore(mail.until())) {
            end(mail, MailEnd.LATE);
            return;
        }
        if (!(opener.open(mail.request()) instanceof Letter letter)) {
            end(mail, MailEnd.UNUSABLE);
            return;
        }
        Optional<MailEnd> ended = MailRetry.end(attempt(letter).outcome());
        if (ended.isPresent()) {
            end(mail, ended.get());
            return;
        }
        Optional<Instant> next = MailRetry.next(mail.attempts(), clock.instant(), mail.until());
        if (next.isPresent()) {
            table.again(mail.id(), next.get());
        } else {
            end(mail, MailEnd.LATE);
        }
    }

    private AttemptResult attempt(Prepared.Ready letter) throws InterruptedException {
        try {
            return sender.send(letter, LONGEST_SENDING).toCompletableFuture().get();
        } catch (ExecutionException defect) {
            throw new IllegalStateException("The sender always completes normally", defect);
        }
    }

    private void end(Due mail, MailEnd end) throws SQLException {
        table.end(mail.id(), end, clock.instant());
        counted(end, 1);
    }

    private void counted(MailEnd end, int mails) {
        metrics.counter("waybill.delivery.mails", "outcome", end.word()).increment(mails);
    }
}
