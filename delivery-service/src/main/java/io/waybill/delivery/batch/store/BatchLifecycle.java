package io.waybill.delivery.batch.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Looks for what is due, in each instance. */
@Singleton
final class BatchLifecycle {

    private static final Logger LOG = Logger.getLogger(BatchLifecycle.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    /** A file may be large, so that not many are written at the same time. */
    private static final int AT_ONCE = 3;

    private final BatchMaker maker;
    private final BatchRunner runner;
    private final RelayLifecycle relay;
    private final Duration rhythm;
    private final Thread making;
    private final List<Thread> running;

    @Inject
    BatchLifecycle(
            BatchMaker maker, BatchRunner runner, RelayLifecycle relay, DeliveryConfig config) {
        this.maker = maker;
        this.runner = runner;
        this.relay = relay;
        this.rhythm = config.batchRhythm();
        this.making = Thread.ofPlatform().name("batch-making").unstarted(() -> repeat(this::make));
        this.running =
                IntStream.rangeClosed(1, AT_ONCE)
                        .mapToObj(number ->
                                Thread.ofPlatform()
                                        .name("batch-running-" + number)
                                        .unstarted(() -> repeat(this::run)))
                        .toList();
    }

    /** Something to do that the database may keep it from. */
    private interface Look {
        void look() throws SQLException;
    }

    void start(@Observes StartupEvent event) {
        making.start();
        running.forEach(Thread::start);
    }

    /** What is on its way is found again by who looks next. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        making.interrupt();
        running.forEach(Thread::interrupt);
        making.join(ENDS_WITHIN);
        for (Thread thread : running) {
            thread.join(ENDS_WITHIN);
        }
    }

    private void make() throws SQLException {
        maker.make();
    }

    private void run() throws SQLException {
        while (!Thread.currentThread().isInterrupted() && runner.handOver()) {
            relay.wake();
        }
    }

    private void repeat(Look look) {
        try {
            while (true) {
                try {
                    look.look();
                } catch (SQLException away) {
                    LOG.warnf("database failed state=%s", away.getSQLState());
                } catch (RuntimeException defect) {
                    LOG.error("batches could not be looked after", defect);
                }
                Thread.sleep(rhythm);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
