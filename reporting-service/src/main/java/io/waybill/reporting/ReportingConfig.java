package io.waybill.reporting;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may turn. */
@ConfigMapping(prefix = "waybill.reporting")
public interface ReportingConfig {

    /** What the engine is told of recipients. */
    History history();

    /** What the engine is told of recipients. */
    interface History {

        /** Whole days of the account's zone that are counted, today being the last. */
        @WithDefault("30")
        int days();

        /** How often what changed is counted and told. */
        @WithDefault("5m")
        Duration every();
    }
}
