package io.waybill.flowengine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may turn. */
@ConfigMapping(prefix = "waybill.engine")
public interface EngineConfig {

    /** Threads that run lanes; each has its own transactions. */
    @WithDefault("1")
    int threads();

    /** Instances that keep a copy of a lane's state, ready to take over. */
    @WithDefault("0")
    int standbys();

    /**
     * How long records are gathered into one transaction: longer is cheaper, and answers come
     * later.
     */
    @WithDefault("10ms")
    Duration commitInterval();

    /** How long it is known where the events of a lead stand, so that it can be explained. */
    @WithDefault("90d")
    Duration explainedFor();
}
