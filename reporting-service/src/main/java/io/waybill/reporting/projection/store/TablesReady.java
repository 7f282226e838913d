package io.waybill.reporting.projection.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.reporting.rebuild.store.RebuildLock;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/**
 * Brings the database to this build's tables, as soon as there is a database: a service that was
 * started before PostgreSQL waits for it. Consumers that come earlier try again until this is done.
 */
@Readiness
@Singleton
final class TablesReady implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(TablesReady.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final LiveTables tables;
    private final RebuildLock rebuilds;
    private final Thread thread = Thread.ofPlatform().name("tables").daemon().unstarted(this::run);
    private volatile boolean ready;

    TablesReady(Flyway flyway, LiveTables tables, RebuildLock rebuilds) {
        this.flyway = flyway;
        this.tables = tables;
        this.rebuilds = rebuilds;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tables").status(ready).build();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        while (!ready) {
            try {
                flyway.migrate();
                tables.prepare();
                rebuilds.tidy();
                ready = true;
            } catch (SQLException | FlywayException e) {
                LOG.warnf("the tables are not ready cause=%s", e.getMessage());
                try {
                    Thread.sleep(AGAIN);
                } catch (InterruptedException stop) {
                    return;
                }
            }
        }
    }
}
