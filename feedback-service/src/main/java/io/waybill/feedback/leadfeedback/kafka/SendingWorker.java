package io.waybill.feedback.leadfeedback.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.feedback.leadfeedback.store.Awaited;
import io.waybill.feedback.leadfeedback.store.LateMoney;
import io.waybill.feedback.leadfeedback.store.SendingStore;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Records what delivery says of telling sources, and what returns take back of money that came to
 * be known late, in the streams of the feedback, several at once. What could not be recorded stays
 * in its row and is tried again later; of several instances one does it.
 */
@Singleton
final class SendingWorker {

    private static final Logger LOG = Logger.getLogger(SendingWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_RETRIES = 20;
    private static final int RECORDERS = 8;

    private final SendingStore store;
    private final LateMoney money;
    private final Awaited awaited;
    private final Semaphore bell = new Semaphore(0);
    private final ExecutorService recorders =
            Executors.newFixedThreadPool(
                    RECORDERS, Thread.ofVirtual().name("sending-", 0).factory());
    private final Thread thread =
            Thread.ofPlatform().name("sendings").daemon().unstarted(this::run);
    private volatile boolean stopped;

    SendingWorker(SendingStore store, LateMoney money, Awaited awaited) {
        this.store = store;
        this.money = money;
        this.awaited = awaited;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
        recorders.shutdownNow();
    }

    /** Something may have been settled. Cheap. */
    void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                if (!concluded()) {
                    bell.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there may be more to do right now. */
    private boolean concluded() throws InterruptedException {
        try {
            List<UUID> settled =
                    VertxContextSupport.subscribeAndAwait(() -> store.settled(MOST_AT_ONCE));
            List<String> late =
                    VertxContextSupport.subscribeAndAwait(() -> money.due(MOST_AT_ONCE));
            List<Callable<Boolean>> tasks = new ArrayList<>();
            settled.forEach(id -> tasks.add(() -> concluded(id)));
            late.forEach(id -> tasks.add(() -> takenBack(id)));
            recorders.invokeAll(tasks);
            return settled.size() == MOST_AT_ONCE;
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Throwable outage) {
            LOG.warnf("sendings cannot be read; tried again cause=%s", outage.getClass().getName());
            return false;
        }
    }

    /** One that cannot be recorded is put back, and holds up no other. */
    private boolean concluded(UUID sending) throws InterruptedException {
        boolean done =
                recorded(
                        "sending",
                        sending,
                        () ->
                                store.conclude(sending)
                                        .invoke(() -> awaited.tell(sending))
                                        .replaceWithVoid());
        if (!done) {
            recorded("sending put back", sending, () -> store.putBack(sending));
        }
        return done;
    }

    private boolean takenBack(String id) throws InterruptedException {
        return recorded("late money", id, () -> money.record(id));
    }

    /** A feedback on the same event may be faster. */
    private static boolean recorded(String what, Object id, Supplier<Uni<Void>> task)
            throws InterruptedException {
        try {
            VertxContextSupport.subscribeAndAwait(() ->
                    Uni.createFrom()
                            .deferred(task::get)
                            .onFailure(StaleVersion.class)
                            .retry()
                            .atMost(MOST_RETRIES));
            return true;
        } catch (InterruptedException stop) {
            throw stop;
        } catch (Throwable failure) {
            // The message of a database may quote a value.
            LOG.warnf(
                    "%s is not recorded; tried again id=%s cause=%s",
                    what, id, failure.getClass().getName());
            return false;
        }
    }
}
