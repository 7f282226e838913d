package io.waybill.partner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of this service. */
@ConfigMapping(prefix = "waybill.partner")
public interface PartnerConfig {

    /** Whether anybody may open an account. */
    @WithDefault("false")
    boolean signUpOpen();

    /** How long a session token is valid; other services learn of a log-out at once. */
    @WithDefault("10m")
    Duration tokenLifetime();

    /** How long somebody stays signed in without giving the password again. */
    @WithDefault("30d")
    Duration sessionLifetime();

    /** Password hashes computed at once; each takes 19 MiB and a core for some 50 ms. */
    @WithDefault("2")
    int passwordThreads();

    /** Calls that may wait for one; more are told to come back. */
    @WithDefault("100")
    int passwordQueue();

    /** How long an invitation can be answered. */
    @WithDefault("14d")
    Duration invitationLifetime();

    /** How often it is looked whether an invitation's time is over or a buyer has changed. */
    @WithDefault("1s")
    Duration upkeepRhythm();
}
