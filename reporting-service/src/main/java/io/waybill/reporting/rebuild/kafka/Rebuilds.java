package io.waybill.reporting.rebuild.kafka;

import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.reporting.rebuild.Rebuild;
import io.waybill.reporting.rebuild.store.RebuildLock;
import io.waybill.reporting.rebuild.store.RebuildLog;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts rebuilds, one at a time, each on a thread of its own. */
@Singleton
public final class Rebuilds {

    private static final Logger LOG = Logger.getLogger(Rebuilds.class);

    private final RebuildLock lock;
    private final RebuildLog log;
    private final RebuildWork work;
    private final InstantSource clock;

    Rebuilds(RebuildLock lock, RebuildLog log, RebuildWork work, InstantSource clock) {
        this.lock = lock;
        this.log = log;
        this.work = work;
        this.clock = clock;
    }

    /** Starts one and returns its id; empty when another runs. */
    public Optional<UUID> start() throws SQLException {
        Optional<RebuildLock.Held> held = lock.tryLock();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        UUID id = TimeOrderedIds.next();
        try {
            long number = log.started(id, clock.instant());
            Thread.ofVirtual().name("rebuild-" + number).start(() -> run(id, number, held.get()));
            return Optional.of(id);
        } catch (SQLException | RuntimeException e) {
            held.get().close();
            throw e;
        }
    }

    public Optional<Rebuild> find(UUID id) throws SQLException {
        lock.tidy();
        return log.find(id);
    }

    /**
     * The outermost edge of the thread: whatever fails is told in the log of rebuilds, which knows
     * whether the tables were swapped before.
     */
    private void run(UUID id, long number, RebuildLock.Held held) {
        LOG.infof("rebuild started id=%s", id);
        try (held) {
            work.run(id, number);
            log.ended(id, null, clock.instant());
            LOG.infof("rebuild ended id=%s", id);
        } catch (SQLException | RuntimeException e) {
            LOG.errorf(e, "rebuild broken off id=%s", id);
            ended(id, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(UUID id, @Nullable String failure) {
        try {
            log.ended(id, failure, clock.instant());
        } catch (SQLException e) {
            // The next one to look finds the lock free: it was done if the tables were swapped.
            LOG.warnf("the end of a rebuild is not noted id=%s", id);
        }
    }
}
