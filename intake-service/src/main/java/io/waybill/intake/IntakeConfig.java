package io.waybill.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set about intake alone; what all services share stands in service-kit. */
@ConfigMapping(prefix = "waybill.intake")
public interface IntakeConfig {

    /** Calls that may wait for an answer at the same time. */
    @WithDefault("20000")
    int waitingCalls();

    /** Memory for bodies that are not yet handed over, in bytes. */
    @WithDefault("67108864")
    long bodyBytes();

    /** After how long the engine's clock ticks and refusals are written. */
    @WithDefault("60s")
    Duration minute();

    /**
     * How long a lead may wait for Kafka's acknowledgement before the source must send it again. A
     * guard: the producer's own delivery.timeout.ms comes first.
     */
    @WithDefault("12s")
    Duration keepWithin();
}
