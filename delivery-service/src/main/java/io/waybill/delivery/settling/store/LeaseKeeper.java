package io.waybill.delivery.settling.store;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Says that this process lives, on a thread that does nothing else: however much there is to take
 * over, no other process must take this one for dead meanwhile.
 */
@Singleton
final class LeaseKeeper {

    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final Transactions transactions;
    private final Lease lease;

    @Inject
    LeaseKeeper(Transactions transactions, Lease lease) {
        this.transactions = transactions;
        this.lease = lease;
    }

    /** Works in the calling thread until it is interrupted. */
    void run() {
        try {
            transactions.persistently((connection, _) -> {
                lease.register(connection);
                return true;
            });
            lease.registered();
            while (renew()) {
                Thread.sleep(lease.rhythm());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets others take over at once what is still open. */
    void release() {
        try {
            transactions.once((connection, _) -> {
                lease.release(connection);
                return true;
            });
        } catch (SQLException away) {
            LOG.infof("the lease runs out by itself state=%s", away.getSQLState());
        }
    }

    /** Returns false where this process has to end. */
    private boolean renew() {
        try {
            if (!transactions.once((connection, _) -> lease.renew(connection))) {
                LOG.fatal("another process has registered this instance's number");
                Quarkus.asyncExit(1);
                return false;
            }
            lease.renewed();
        } catch (SQLException away) {
            lease.interrupted();
            LOG.warnf("database failed state=%s", away.getSQLState());
        } catch (RuntimeException defect) {
            lease.interrupted();
            LOG.error("the lease could not be renewed", defect);
        }
        return true;
    }
}
