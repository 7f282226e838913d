package io.waybill.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.intake.refusals.RefusalCounts;
import io.waybill.intake.waiting.WaitingCalls;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Brings the pure parts into the container. */
@Dependent
final class IntakeBeans {

    @Produces
    @Singleton
    WaitingCalls waitingCalls(IntakeConfig config, MeterRegistry meters) {
        WaitingCalls calls = new WaitingCalls(config.waitingCalls());
        Gauge.builder("waybill.intake.waiting", calls, WaitingCalls::waiting).register(meters);
        return calls;
    }

    @Produces
    @Singleton
    RefusalCounts refusalCounts(InstantSource clock) {
        return new RefusalCounts(clock.instant());
    }

    @Produces
    @Singleton
    MasterKeys masterKeys(@ConfigProperty(name = "waybill.master-keys") String file) {
        return MasterKeys.load(Path.of(file));
    }
}
