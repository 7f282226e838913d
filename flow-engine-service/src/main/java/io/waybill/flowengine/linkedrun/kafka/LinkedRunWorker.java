package io.waybill.flowengine.linkedrun.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.flowengine.EngineConfig;
import io.waybill.flowengine.linkedrun.store.ForgottenRuns;
import io.waybill.flowengine.linkedrun.store.RunRequest;
import io.waybill.flowengine.linkedrun.store.RunWork;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Works on the open requests, a few leads at a time and each request in its turn. What was done is
 * committed with how far it came: an instance that dies leaves nothing half made, and another goes
 * on.
 */
@Singleton
public final class LinkedRunWorker {

    private static final Logger LOG = Logger.getLogger(LinkedRunWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);
    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final DataSource dataSource;
    private final LinkedRunBatch batch;
    private final RelayLifecycle relay;
    private final InstantSource clock;
    private final Duration kept;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().name("linked-runs").daemon().unstarted(this::run);
    private volatile boolean stopped;
    private Instant forgotten = Instant.EPOCH;

    LinkedRunWorker(
            DataSource dataSource,
            LinkedRunBatch batch,
            RelayLifecycle relay,
            InstantSource clock,
            EngineConfig config) {
        this.dataSource = dataSource;
        this.batch = batch;
        this.relay = relay;
        this.clock = clock;
        this.kept = config.explainedFor();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
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
    private boolean worked() {
        try {
            return work();
        } catch (SQLException | RuntimeException failure) {
            if (!stopped) {
                LOG.warnf("linked runs are tried again cause=%s", failure.getClass().getName());
            }
            return false;
        }
    }

    private boolean work() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                forget(connection);
                RunWork work = new RunWork(connection);
                Optional<RunRequest> open = work.claim(clock.instant());
                if (open.isPresent()) {
                    work(open.get(), work, connection);
                }
                return open.isPresent();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void forget(Connection connection) throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(forgotten.plus(BETWEEN_CLEANINGS))) {
            return;
        }
        forgotten = now;
        new ForgottenRuns(connection).forget(now.minus(kept), FORGOTTEN_AT_ONCE);
        connection.commit();
    }

    /** A request that cannot be worked on now must not keep the others waiting. */
    private void work(RunRequest request, RunWork work, Connection connection) throws SQLException {
        try {
            batch.work(request, work);
        } catch (SQLException | RuntimeException notNow) {
            connection.rollback();
            // That the database was away says nothing about a lead.
            int tries = notNow instanceof SQLException ? request.tries() : request.tries() + 1;
            work.putBack(request.id(), tries, clock.instant());
            connection.commit();
            throw notNow;
        }
        connection.commit();
        relay.wake();
    }
}
