package io.waybill.delivery.settling.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Transactions that are tried until they succeed: PostgreSQL may be away for a while. */
@Singleton
final class Transactions {

    private static final Logger LOG = Logger.getLogger(Transactions.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final DataSource database;
    private volatile boolean closing;

    /** What is done in one transaction. */
    interface Work<T> {
        /**
         * @param again a try before this one failed, and may have been committed all the same
         */
        T in(Connection connection, boolean again) throws SQLException;
    }

    @Inject
    Transactions(DataSource database) {
        this.database = database;
    }

    /**
     * Tries until the work is committed.
     *
     * @throws InterruptedException when the service ends before it is
     */
    <T> T persistently(Work<T> work) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        boolean again = false;
        while (true) {
            try {
                return once(work, again);
            } catch (SQLException failure) {
                LOG.warnf("database failed, trying again state=%s", failure.getSQLState());
                LOG.debug("database failed", failure);
            }
            if (closing) {
                throw new InterruptedException("the service ends");
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            again = true;
        }
    }

    <T> T once(Work<T> work) throws SQLException {
        return once(work, false);
    }

    private <T> T once(Work<T> work, boolean again) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection, again);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        }
    }

    boolean isClosing() {
        return closing;
    }

    /** From now on a failure is final. */
    void close() {
        closing = true;
    }
}
