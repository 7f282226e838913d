package io.waybill.feedback.imports.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.feedback.imports.FeedbackImport;
import io.waybill.feedback.imports.store.ImportWork.Row;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Goes through running imports, some rows at a time and each import in its turn. Results are noted
 * every few rows, and no transaction is open while rows are given: an import can be held at any
 * time. Whatever dies, another instance goes on when the lease is over, and a row that was done and
 * not noted is the same feedback when it is done again.
 */
@Singleton
public final class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final int MOST_ROWS = 400;
    private static final int AT_ONCE = 16;
    private static final int ROWS_A_NOTE = 48;

    private final ImportWork work;
    private final ImportGiver giver;
    private final InstantSource clock;
    private final UUID me = TimeOrderedIds.next();
    private final Semaphore bell = new Semaphore(0);
    private final ExecutorService givers =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("import-", 0).factory());
    private final Thread thread = Thread.ofPlatform().name("imports").daemon().unstarted(this::run);
    private volatile boolean stopped;
    private Instant forgotten = Instant.EPOCH;

    ImportWorker(ImportWork work, ImportGiver giver, InstantSource clock) {
        this.work = work;
        this.giver = giver;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
        givers.shutdownNow();
    }

    /** Something is to be done. Cheap. */
    public void wake() {
        bell.release();
    }

    private void run() {
        try {
            while (!stopped) {
                if (!worked()) {
                    bell.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody else tries: whatever fails is tried again, after a pause. */
    private boolean worked() throws InterruptedException {
        try {
            forget();
            Optional<FeedbackImport> claimed = work.claim(me, clock.instant());
            if (claimed.isPresent()) {
                work(claimed.get());
            }
            return claimed.isPresent();
        } catch (SQLException failure) {
            LOG.warnf("import waits state=%s", failure.getSQLState());
        } catch (ExecutionException | RuntimeException failure) {
            // The message of a database may quote a value.
            LOG.warnf("import waits cause=%s", failure.getClass().getName());
        }
        return false;
    }

    /** What fails here is the import's: it keeps its lease, and the others have their turn. */
    private void work(FeedbackImport of)
            throws SQLException, ExecutionException, InterruptedException {
        List<Row> answered = work.answered(of, clock.instant(), MOST_ROWS);
        boolean goesOn =
                noted(
                        of,
                        answered,
                        row -> giver.answer(row, row.feedbackId().orElseThrow(), row.isDue()));
        List<Row> open = goesOn ? work.open(of, clock.instant(), MOST_ROWS) : List.of();
        goesOn &= noted(of, open, row -> giver.give(of, row));
        boolean full = open.size() == MOST_ROWS || answered.size() == MOST_ROWS;
        work.release(of, me, goesOn && full, clock.instant());
    }

    /** Rows hold what buyers wrote; the feedback itself stands on its topic. */
    private void forget() throws SQLException {
        Instant now = clock.instant();
        if (forgotten.plus(BETWEEN_CLEANINGS).isBefore(now)) {
            work.forget(now.minus(KEPT));
            forgotten = now;
        }
    }

    /** What is done with a row. */
    private interface Step {
        RowResult done(Row row) throws InterruptedException;
    }

    /** Whether the import is still to be gone on with when all are done, or those until then. */
    private boolean noted(FeedbackImport of, List<Row> rows, Step step)
            throws SQLException, ExecutionException, InterruptedException {
        boolean goesOn = true;
        for (int from = 0; from < rows.size() && goesOn; from += ROWS_A_NOTE) {
            List<Row> some = rows.subList(from, Math.min(rows.size(), from + ROWS_A_NOTE));
            goesOn = work.note(of, me, results(some, step), clock.instant());
        }
        return goesOn;
    }

    private Map<Row, RowResult> results(List<Row> rows, Step step)
            throws ExecutionException, InterruptedException {
        Map<Row, Future<RowResult>> running = new LinkedHashMap<>();
        rows.forEach(row -> running.put(row, givers.submit(() -> step.done(row))));
        Map<Row, RowResult> results = new LinkedHashMap<>();
        for (Map.Entry<Row, Future<RowResult>> row : running.entrySet()) {
            results.put(row.getKey(), row.getValue().get());
        }
        return results;
    }
}
