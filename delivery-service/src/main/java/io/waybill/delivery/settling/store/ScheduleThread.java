package io.waybill.delivery.settling.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Runs the schedule of later attempts, the keeping of pauses, and wishes for many. */
@Singleton
final class ScheduleThread {

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private final Thread schedule;
    private final Thread pauses;
    private final Thread redeliveries;

    @Inject
    ScheduleThread(Schedule schedule, Pauses pauses, Redeliveries redeliveries) {
        this.schedule = Thread.ofPlatform().name("delivery-schedule").unstarted(schedule::run);
        this.pauses = Thread.ofPlatform().name("delivery-pauses").unstarted(pauses::run);
        this.redeliveries =
                Thread.ofPlatform().name("delivery-redeliveries").unstarted(redeliveries::run);
    }

    void start(@Observes StartupEvent event) {
        schedule.start();
        pauses.start();
        redeliveries.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        schedule.interrupt();
        pauses.interrupt();
        redeliveries.interrupt();
        schedule.join(ENDS_WITHIN);
        pauses.join(ENDS_WITHIN);
        redeliveries.join(ENDS_WITHIN);
    }
}
