package io.waybill.delivery.batch.store;

import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.delivery.settling.AttemptResult.Exchange;
import io.waybill.delivery.settling.AttemptResult.Read;
import io.waybill.delivery.transport.Prepared;
import io.waybill.delivery.transport.TransportSender;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts a lead into the batch of its destination: it is handed over, as far as its step is
 * concerned, once its row is safe (ADR 11). Putting it in twice is putting it in once.
 */
@Singleton
public final class RowSender implements TransportSender {

    static final String NOT_YET = "The lead could not be put into the batch in time";
    static final String UNKNOWN = "It is not known whether the lead is in the batch";

    private static final Logger LOG = Logger.getLogger(RowSender.class);

    /** So that one busy destination leaves connections to all else. */
    private static final int AT_ONCE = 3;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Database database;
    private final InstantSource clock;
    private final Semaphore writing = new Semaphore(AT_ONCE, true);
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    RowSender(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean takes(Prepared.Ready ready) {
        return ready instanceof ReadyRow;
    }

    @Override
    public CompletionStage<AttemptResult> send(Prepared.Ready ready, Duration left) {
        ReadyRow row = (ReadyRow) ready;
        return CompletableFuture.supplyAsync(() -> putInTurn(row, left), writers);
    }

    private AttemptResult putInTurn(ReadyRow row, Duration left) {
        long started = System.nanoTime();
        try {
            if (!writing.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
                return ended(AttemptOutcome.ERROR, NOT_YET, row, started);
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            return ended(AttemptOutcome.ERROR, NOT_YET, row, started);
        }
        try {
            return put(row, left, started);
        } finally {
            writing.release();
        }
    }

    private AttemptResult put(ReadyRow row, Duration left, long started) {
        long end = started + left.toNanos();
        while (true) {
            try {
                database.once(
                        connection -> QueueTable.queue(connection, row.row(), clock.instant()));
                return ended(AttemptOutcome.SUCCESS, null, row, started);
            } catch (SQLException away) {
                LOG.warnf("database failed state=%s", away.getSQLState());
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException ends) {
                Thread.currentThread().interrupt();
                return ended(AttemptOutcome.UNANSWERED, UNKNOWN, row, started);
            }
            if (System.nanoTime() >= end) {
                return ended(AttemptOutcome.UNANSWERED, UNKNOWN, row, started);
            }
        }
    }

    private static AttemptResult ended(
            AttemptOutcome outcome, @Nullable String reason, ReadyRow row, long started) {
        return new AttemptResult(
                outcome,
                null,
                Duration.ofNanos(System.nanoTime() - started),
                reason,
                outcome == AttemptOutcome.SUCCESS ? Read.GATHERED : Read.NOTHING,
                new Exchange(row.shown(), null));
    }
}
