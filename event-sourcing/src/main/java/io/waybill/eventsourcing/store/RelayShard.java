package io.waybill.eventsourcing.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One shard's loop: get the lock, then publish and delete until told to stop. */
final class RelayShard implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RelayShard.class);

    private final int number;
    private final DataSource dataSource;
    private final OutboxPublisher publisher;
    private final RelaySettings settings;
    private final Bell bell = new Bell();
    private volatile boolean stopped;

    RelayShard(
            int number, DataSource dataSource, OutboxPublisher publisher, RelaySettings settings) {
        this.number = number;
        this.dataSource = dataSource;
        this.publisher = publisher;
        this.settings = settings;
    }

    int number() {
        return number;
    }

    void wake() {
        bell.ring();
    }

    void stop() {
        stopped = true;
        bell.ring();
    }

    @Override
    public void run() {
        while (goesOn()) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                holdShard(connection);
            } catch (SQLException | RuntimeException e) {
                LOG.warn("outbox not reachable shard={} cause={}", number, e.toString());
            } catch (Error e) {
                // Without its thread the shard would keep all rows until somebody notices. Where
                // memory is short the launcher's -XX:+ExitOnOutOfMemoryError has ended the process
                // before this.
                LOG.error("outbox failed and goes on shard={}", number, e);
            }
            if (goesOn()) {
                bell.await(settings.poll());
            }
        }
    }

    /** The lock belongs to the session: given back before the connection returns to its pool. */
    private void holdShard(Connection connection) throws SQLException {
        Outbox outbox = new Outbox(connection, number);
        if (!outbox.tryLock()) {
            return;
        }
        LOG.info("outbox taken shard={}", number);
        Stuck stuck = Stuck.none(settings.poll());
        try {
            while (goesOn()) {
                if (!publishNext(outbox, stuck)) {
                    bell.await(settings.poll());
                }
            }
        } finally {
            outbox.unlock();
        }
    }

    /** True when there may be more to do at once. */
    private boolean publishNext(Outbox outbox, Stuck stuck) throws SQLException {
        List<OutboxRow> rows = outbox.oldest(settings.rows(), settings.bytes(), stuck.passedOver());
        Set<Long> acknowledged =
                new RelayBatch(publisher, settings.acknowledgement(), stuck).publish(rows);
        outbox.delete(acknowledged);
        return stuck.looked(rows.size(), acknowledged.size());
    }

    private boolean goesOn() {
        return !stopped && !Thread.currentThread().isInterrupted();
    }
}
