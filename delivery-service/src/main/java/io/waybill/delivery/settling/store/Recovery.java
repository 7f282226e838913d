package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryCommand;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Takes deliveries in hand that another process, or this one, has lost sight of. */
@Singleton
final class Recovery {

    private static final Logger LOG = Logger.getLogger(Recovery.class);

    private final Transactions transactions;
    private final Lease lease;
    private final Journal journal;
    private final OpenDeliveries open;
    private final InstantSource clock;

    @Inject
    Recovery(
            Transactions transactions,
            Lease lease,
            Journal journal,
            OpenDeliveries open,
            InstantSource clock) {
        this.transactions = transactions;
        this.lease = lease;
        this.journal = journal;
        this.open = open;
        this.clock = clock;
    }

    /** Whether this process has it in hand. */
    boolean has(UUID eventId) {
        return open.isOpen(eventId);
    }

    /** Whether there is room for more. */
    boolean hasRoom() {
        return open.hasRoom();
    }

    /** Another process was responsible for it and is gone, or this one has lost sight of it. */
    void recover(Consignment consignment) {
        if (open.addIfAbsent(consignment)) {
            journal.submit(consignment, recovering());
        }
    }

    /** A lead must not wait for ever for deliveries that nobody can make. */
    void abandon(List<byte[]> requests) throws SQLException {
        if (requests.isEmpty()) {
            return;
        }
        LOG.errorf("stored requests cannot be read deliveries=%d", requests.size());
        transactions
                .once((connection, _) -> Claims.unreadable(connection, lease.owner(), requests))
                .forEach(row -> abandon(row.consignment()));
    }

    /**
     * Its request cannot be read: it is concluded without being sent. What was on its way ends like
     * any attempt whose process is gone.
     */
    private void abandon(Consignment consignment) {
        if (open.addIfAbsent(consignment)) {
            journal.submit(
                    consignment,
                    consignment.attemptUnderWay().isPresent()
                            ? recovering()
                            : new DeliveryCommand.GiveUp(DeliveryRequests.UNREADABLE));
        }
    }

    private DeliveryCommand recovering() {
        return new DeliveryCommand.Recover(
                clock.instant(), ThreadLocalRandom.current().nextDouble());
    }
}
