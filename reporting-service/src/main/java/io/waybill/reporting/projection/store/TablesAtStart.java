package io.waybill.reporting.projection.store;

import io.quarkus.runtime.StartupEvent;
import io.waybill.reporting.rebuild.store.RebuildLock;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Brings the live tables to this build's before any consumer starts. */
@Singleton
final class TablesAtStart {

    private static final Logger LOG = Logger.getLogger(TablesAtStart.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final LiveTables tables;
    private final RebuildLock rebuilds;

    TablesAtStart(LiveTables tables, RebuildLock rebuilds) {
        this.tables = tables;
        this.rebuilds = rebuilds;
    }

    /** Waits for PostgreSQL, should it have gone since its schema was migrated. */
    void prepare(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
            throws InterruptedException {
        while (!isPrepared()) {
            Thread.sleep(AGAIN);
        }
    }

    private boolean isPrepared() {
        try {
            tables.prepare();
            rebuilds.tidy();
            return true;
        } catch (SQLException e) {
            LOG.warnf("the tables are not ready cause=%s", e.getMessage());
            return false;
        }
    }
}
