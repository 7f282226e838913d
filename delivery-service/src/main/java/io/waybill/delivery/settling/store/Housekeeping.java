package io.waybill.delivery.settling.store;

import io.quarkus.runtime.Quarkus;
import io.waybill.delivery.DeliveryConfig;
import io.waybill.delivery.settling.Delivery;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Says that this process lives, takes over what dead ones left, and forgets what settled long ago.
 */
@Singleton
final class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int CLAIMED_AT_ONCE = 500;
    private static final int FORGOTTEN_AT_ONCE = 1_000;
    private static final Duration FORGET_EVERY = Duration.ofMinutes(5);

    private final Transactions transactions;
    private final Lease lease;
    private final Opening opening;
    private final Deliveries deliveries;
    private final Keeping keeping;

    @Inject
    Housekeeping(
            Transactions transactions,
            Lease lease,
            Opening opening,
            Deliveries deliveries,
            Keeping keeping) {
        this.transactions = transactions;
        this.lease = lease;
        this.opening = opening;
        this.deliveries = deliveries;
        this.keeping = keeping;
    }

    /** When and what to forget. */
    @Singleton
    static final class Keeping {

        private final InstantSource clock;
        private final Duration keep;
        private Instant next = Instant.EPOCH;

        @Inject
        Keeping(InstantSource clock, DeliveryConfig config) {
            this.clock = clock;
            this.keep = config.keep();
        }

        Optional<Instant> due() {
            Instant now = clock.instant();
            return now.isBefore(next) ? Optional.empty() : Optional.of(now.minus(keep));
        }

        void done() {
            next = clock.instant().plus(FORGET_EVERY);
        }
    }

    /** Works in the calling thread until it is interrupted. */
    void run() {
        try {
            transactions.persistently((connection, _) -> {
                lease.register(connection);
                return true;
            });
            lease.registered();
            while (true) {
                look();
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

    private void look() {
        try {
            boolean ours = transactions.once((connection, _) -> lease.renew(connection));
            if (!ours) {
                LOG.fatal("another process has registered this instance's number");
                Quarkus.asyncExit(1);
                return;
            }
            takeOver();
            collectStrays();
            forget();
        } catch (SQLException away) {
            lease.interrupted();
            LOG.warnf("database failed state=%s", away.getSQLState());
        } catch (RuntimeException defect) {
            LOG.error("housekeeping failed", defect);
        }
    }

    private void takeOver() throws SQLException {
        List<ClaimedRow> claimed;
        do {
            claimed =
                    transactions.once((connection, _) ->
                            Claims.claim(
                                    connection,
                                    lease.owner(),
                                    lease.mayJudgeSilence(),
                                    CLAIMED_AT_ONCE));
            recover(claimed);
            if (!claimed.isEmpty()) {
                LOG.infof("took over open deliveries=%d", claimed.size());
            }
        } while (claimed.size() == CLAIMED_AT_ONCE);
    }

    /** For a take-over whose commit was not confirmed, or a change that could not be recorded. */
    private void collectStrays() throws SQLException {
        recover(
                transactions.once((connection, _) ->
                        Claims.strays(connection, lease.owner(), CLAIMED_AT_ONCE)));
    }

    private void recover(List<ClaimedRow> rows) throws SQLException {
        List<byte[]> unreadable = new ArrayList<>();
        Map<Consignment, Instant> later = new LinkedHashMap<>();
        for (ClaimedRow row : rows) {
            Optional<Consignment> reopened = opening.reopen(row);
            byte[] request = row.request();
            if (reopened.isPresent() && reopened.get().state() instanceof Delivery.Later due) {
                later.put(reopened.get(), due.dueAt());
            } else if (reopened.isPresent()) {
                deliveries.recover(reopened.get());
            } else if (request != null) {
                unreadable.add(request);
            }
        }
        putBack(later);
        if (!unreadable.isEmpty()) {
            abandon(unreadable);
        }
    }

    /** What was only about to be sent later waits in its row again. */
    private void putBack(Map<Consignment, Instant> later) throws SQLException {
        if (!later.isEmpty()) {
            transactions.once((connection, _) -> {
                for (Map.Entry<Consignment, Instant> entry : later.entrySet()) {
                    Claims.putBack(connection, lease.owner(), entry.getKey(), entry.getValue());
                }
                return true;
            });
        }
    }

    /** A lead must not wait for ever for a delivery that nobody can make. */
    private void abandon(List<byte[]> requests) throws SQLException {
        LOG.errorf("stored requests cannot be read deliveries=%d", requests.size());
        transactions
                .once((connection, _) -> Claims.unreadable(connection, lease.owner(), requests))
                .forEach(row -> deliveries.abandon(row.consignment()));
    }

    private void forget() throws SQLException {
        Optional<Instant> before = keeping.due();
        if (before.isEmpty()) {
            return;
        }
        int forgotten =
                transactions.once((connection, _) ->
                        Claims.forget(connection, before.get(), FORGOTTEN_AT_ONCE));
        if (forgotten < FORGOTTEN_AT_ONCE) {
            keeping.done();
        }
    }
}
