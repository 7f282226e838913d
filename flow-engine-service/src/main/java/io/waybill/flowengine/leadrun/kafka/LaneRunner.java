package io.waybill.flowengine.leadrun.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.flowengine.leadrun.kafka.LaneProcessor.Parts;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the lanes once the broker is there and fit for them, and keeps them going: a thread that
 * dies is replaced, and Streams that has given up is begun anew.
 */
@Singleton
final class LaneRunner {

    private static final Logger LOG = Logger.getLogger(LaneRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final LaneSettings settings;
    private final MeterRegistry meters;
    private final Parts parts;
    private final Optional<URI> registry;
    private final PatientClients clients = new PatientClients(PAUSE, this::isStopped);
    private final Thread thread =
            Thread.ofPlatform().name("lane-runner").daemon().unstarted(this::run);
    private volatile boolean stopped;
    private volatile @Nullable KafkaStreams streams;

    LaneRunner(
            LaneSettings settings,
            MeterRegistry meters,
            Parts parts,
            @ConfigProperty(name = "waybill.registry.url") Optional<URI> registry) {
        this.settings = settings;
        this.meters = meters;
        this.parts = parts;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
        KafkaStreams running = streams;
        if (running != null) {
            running.close(CLOSING);
        }
    }

    /** Empty before the broker was found fit. */
    Optional<KafkaStreams.State> state() {
        return Optional.ofNullable(streams).map(KafkaStreams::state);
    }

    private boolean isStopped() {
        return stopped;
    }

    private void run() {
        try {
            while (!stopped) {
                runLanes();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody else tries, so that this goes on whatever keeps the lanes from beginning. */
    private void runLanes() throws InterruptedException {
        try {
            awaitBroker();
            awaitEnd(begin());
        } catch (UnfitBroker unfit) {
            stopped = true;
            LOG.fatal(unfit.getMessage());
            Quarkus.asyncExit(1);
        } catch (RuntimeException failure) {
            if (!stopped) {
                LOG.error("lanes could not begin and are tried again", failure);
            }
            KafkaStreams begun = streams;
            if (begun != null) {
                begun.close(CLOSING);
            }
            Thread.sleep(PAUSE);
        }
    }

    private void awaitBroker() throws InterruptedException {
        try (Admin admin = clients.getAdmin(settings.admin())) {
            while (!isFit(admin)) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean isFit(Admin admin) throws InterruptedException {
        try {
            BrokerFeatures.requireTransactions(admin);
            return BrokerFeatures.hasTopics(admin);
        } catch (ExecutionException | KafkaException away) {
            return false;
        } catch (IllegalStateException unfit) {
            throw new UnfitBroker(unfit);
        }
    }

    private static final class UnfitBroker extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnfitBroker(IllegalStateException why) {
            super(why.getMessage(), why);
        }
    }

    private KafkaStreams begin() {
        KafkaStreams begun =
                new KafkaStreams(
                        LaneTopology.of(() -> new LaneProcessor(parts), registry),
                        settings.streams(),
                        clients);
        begun.setUncaughtExceptionHandler(this::replace);
        KafkaStreamsMetrics binder = new KafkaStreamsMetrics(begun);
        binder.bindTo(meters);
        begun.setStateListener((now, before) -> {
            LOG.infof("lanes state=%s before=%s", now, before);
            if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
                binder.close();
            }
        });
        streams = begun;
        begun.start();
        return begun;
    }

    private void awaitEnd(KafkaStreams running) throws InterruptedException {
        while (!stopped && !running.state().hasCompletedShutdown()) {
            Thread.sleep(PAUSE);
        }
        if (!stopped) {
            LOG.error("lanes have ended and begin anew");
            running.close(CLOSING);
        }
    }

    /**
     * The pause keeps a fault that stays from spinning; the offset was not committed, so nothing is
     * lost.
     */
    private StreamThreadExceptionResponse replace(Throwable failure) {
        LOG.errorf(failure, "lane thread is replaced");
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
