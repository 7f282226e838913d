package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.Delivery;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes over what dead processes left, and forgets what settled long ago. */
@Singleton
final class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    /** Each with its request, which may be large. */
    private static final int CLAIMED_AT_ONCE = 100;

    private static final int MOST_ROUNDS = 40;

    private final Transactions transactions;
    private final Lease lease;
    private final Opening opening;
    private final Recovery recovery;
    private final Forgetting forgetting;

    @Inject
    Housekeeping(
            Transactions transactions,
            Lease lease,
            Opening opening,
            Recovery recovery,
            Forgetting forgetting) {
        this.transactions = transactions;
        this.lease = lease;
        this.opening = opening;
        this.recovery = recovery;
        this.forgetting = forgetting;
    }

    /** Works in the calling thread until it is interrupted. */
    void run() {
        try {
            lease.awaitRegistered();
            while (true) {
                look();
                Thread.sleep(lease.rhythm());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            takeOver();
            collectStrays();
            forgetting.look();
        } catch (SQLException away) {
            LOG.warnf("database failed state=%s", away.getSQLState());
        } catch (RuntimeException defect) {
            LOG.error("housekeeping failed", defect);
        }
    }

    /** Some at a time, and no more than there is room for: what is left is taken later. */
    private void takeOver() throws SQLException {
        int rounds = 0;
        List<ClaimedRow> claimed;
        do {
            if (!lease.isFresh() || !recovery.hasRoom()) {
                return;
            }
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
            rounds++;
        } while (claimed.size() == CLAIMED_AT_ONCE && rounds < MOST_ROUNDS);
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
            if (recovery.has(row.eventId())) {
                continue;
            }
            Optional<Consignment> reopened = opening.reopen(row);
            byte[] request = row.request();
            if (reopened.isPresent() && reopened.get().state() instanceof Delivery.Later due) {
                later.put(reopened.get(), due.dueAt());
            } else if (reopened.isPresent()) {
                recovery.recover(reopened.get());
            } else if (request != null) {
                unreadable.add(request);
            }
        }
        putBack(later);
        recovery.abandon(unreadable);
    }

    /** What was only about to be sent later waits in its row again. */
    private void putBack(Map<Consignment, Instant> later) throws SQLException {
        if (!later.isEmpty()) {
            transactions.once((connection, _) -> {
                Claims.putBack(connection, lease.owner(), later);
                return true;
            });
        }
    }
}
