package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.store.DueClaims.Share;
import io.waybill.delivery.settling.store.DueClaims.Waiting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes deliveries in hand whose later attempt is due. They stand in their rows until then, cost no
 * memory, and any instance takes them, some at a time; what cannot be sent at once goes back.
 */
@Singleton
final class Schedule {

    private static final Logger LOG = Logger.getLogger(Schedule.class);

    /** Each with its request, which may be large. */
    private static final int AT_ONCE = 100;

    /** Of one destination, where there are many. */
    private static final int FEW = 10;

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** What goes back together does not come back together. */
    private static final Duration SPREAD = Duration.ofSeconds(20);

    private static final long APART_MILLIS = 100;

    private final Transactions transactions;
    private final Opening opening;
    private final Deliveries deliveries;
    private final Recovery recovery;
    private final Holder holder;
    private final Semaphore woken = new Semaphore(0);

    /** Who takes them in hand, and when. */
    @Singleton
    static final class Holder {

        private final Lease lease;
        private final Gates gates;
        private final OpenDeliveries open;
        private final InstantSource clock;

        @Inject
        Holder(Lease lease, Gates gates, OpenDeliveries open, InstantSource clock) {
            this.lease = lease;
            this.gates = gates;
            this.open = open;
            this.clock = clock;
        }

        /** How many may be sent to each of them now; those that take nothing are left out. */
        List<Share> shares(List<Waiting> waiting, Instant now) {
            List<Waiting> lanes = new ArrayList<>(waiting);
            // Each is the first one day.
            Collections.shuffle(lanes, ThreadLocalRandom.current());
            List<Share> shares = new ArrayList<>();
            int left = AT_ONCE;
            for (Waiting lane : lanes) {
                int most = Math.min(Math.max(FEW, AT_ONCE / lanes.size()), left);
                int share = Math.min(gates.share(lane, now, most), open.room(lane.destinationId()));
                if (share > 0) {
                    shares.add(new Share(lane.destinationId(), share));
                    left -= share;
                }
            }
            return shares;
        }
    }

    @Inject
    Schedule(
            Transactions transactions,
            Opening opening,
            Deliveries deliveries,
            Recovery recovery,
            Holder holder) {
        this.transactions = transactions;
        this.opening = opening;
        this.deliveries = deliveries;
        this.recovery = recovery;
        this.holder = holder;
    }

    /** Something is due now. */
    void wake() {
        woken.release();
    }

    /** Works in the calling thread until it is interrupted. */
    void run() {
        try {
            holder.lease.awaitRegistered();
            while (true) {
                boolean more = look();
                if (!more && woken.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether more may be due. */
    private boolean look() {
        try {
            Instant now = holder.clock.instant();
            // Nobody is asked about a destination that takes nothing, however much is due for it.
            List<Waiting> waiting =
                    transactions.once((connection, _) -> DueClaims.waiting(connection, now));
            List<Share> shares = holder.shares(waiting, now);
            List<ClaimedRow> due =
                    transactions.once((connection, _) -> claim(connection, now, shares));
            return take(due) > 0;
        } catch (SQLException away) {
            LOG.warnf("database failed state=%s", away.getSQLState());
        } catch (RuntimeException defect) {
            LOG.error("what is due cannot be taken in hand", defect);
        }
        return false;
    }

    private List<ClaimedRow> claim(Connection connection, Instant now, List<Share> shares)
            throws SQLException {
        UUID owner = holder.lease.owner();
        List<ClaimedRow> due = new ArrayList<>(DueClaims.tooOld(connection, owner, now, AT_ONCE));
        if (due.size() < AT_ONCE) {
            due.addAll(DueClaims.ofDestinations(connection, owner, now, shares));
            due.addAll(DueClaims.ofAddresses(connection, owner, now, AT_ONCE));
        }
        return due;
    }

    /** Returns how many were taken in hand. */
    private int take(List<ClaimedRow> due) throws SQLException {
        Map<Consignment, Instant> back = new LinkedHashMap<>();
        List<byte[]> unreadable = new ArrayList<>();
        for (ClaimedRow row : due) {
            Optional<Consignment> reopened = opening.reopen(row);
            byte[] request = row.request();
            if (reopened.isPresent()) {
                Consignment consignment = reopened.get();
                deliveries
                        .takeLater(consignment)
                        .ifPresent(to -> back.put(consignment, spread(to, due.size())));
            } else if (request != null) {
                unreadable.add(request);
            }
        }
        putBack(back);
        recovery.abandon(unreadable);
        return due.size() - back.size();
    }

    private static Instant spread(Instant to, int together) {
        long most = Math.min(SPREAD.toMillis(), together * APART_MILLIS);
        return to.plusMillis(ThreadLocalRandom.current().nextLong(most));
    }

    /** Gives deliveries out of hand that are sent later. */
    private void putBack(Map<Consignment, Instant> back) throws SQLException {
        if (back.isEmpty()) {
            return;
        }
        transactions.once((connection, _) -> {
            Claims.putBack(connection, holder.lease.owner(), back);
            return true;
        });
    }
}
