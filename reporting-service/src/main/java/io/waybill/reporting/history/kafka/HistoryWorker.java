package io.waybill.reporting.history.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.reporting.ReportingConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Has a round made at times; whatever fails is tried again in the next. */
@Singleton
final class HistoryWorker {

    private static final Logger LOG = Logger.getLogger(HistoryWorker.class);

    private final HistoryRound round;
    private final Duration every;
    private final Thread thread =
            Thread.ofPlatform().name("recipient-histories").daemon().unstarted(this::run);
    private volatile boolean stopped;

    HistoryWorker(HistoryRound round, ReportingConfig settings) {
        this.round = round;
        this.every = settings.history().every();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopped) {
                attempt();
                Thread.sleep(every);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            round.run();
        } catch (SQLException | RuntimeException failure) {
            if (!stopped) {
                LOG.warnf(
                        "histories are counted again cause=%s message=%s",
                        failure.getClass().getName(), failure.getMessage());
            }
        }
    }
}
