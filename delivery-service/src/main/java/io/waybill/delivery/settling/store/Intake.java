package io.waybill.delivery.settling.store;

import io.waybill.delivery.Defect;
import io.waybill.delivery.settling.store.Opening.Opened;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes requests in: their rows, and that they were accepted, are written in one transaction for
 * the whole batch. Those that have a turn right away are written as started and are sent next.
 */
@Singleton
public final class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Opening opening;
    private final JournalWriter writer;
    private final OpenDeliveries open;
    private final Deliveries deliveries;
    private final Before before;

    /** What has to be so before anything is taken in. */
    @Singleton
    static final class Before {

        private final Lease lease;
        private final KeysAtHand keys;
        private final FreshDestinations destinations;
        private final EarlierRuns earlierRuns;

        @Inject
        Before(
                Lease lease,
                KeysAtHand keys,
                FreshDestinations destinations,
                EarlierRuns earlierRuns) {
            this.lease = lease;
            this.keys = keys;
            this.destinations = destinations;
            this.earlierRuns = earlierRuns;
        }
    }

    @Inject
    Intake(
            Opening opening,
            JournalWriter writer,
            OpenDeliveries open,
            Deliveries deliveries,
            Before before) {
        this.opening = opening;
        this.writer = writer;
        this.open = open;
        this.deliveries = deliveries;
        this.before = before;
    }

    /**
     * Returns when all are safe; waits for PostgreSQL as long as it takes. A request that was taken
     * in before is passed over.
     *
     * @throws InterruptedException when the service ends first; the requests are read again
     */
    public void take(List<Request> batch) throws InterruptedException {
        before.lease.awaitRegistered();
        before.keys.await(batch);
        before.destinations.await(batch);
        open.awaitRoom();
        Map<UUID, Opened> fresh = new LinkedHashMap<>();
        for (Request incoming : batch) {
            UUID eventId = incoming.request().getMeta().getStreamId();
            if (!open.isOpen(eventId) && !fresh.containsKey(eventId)) {
                Optional<String> withheld = before.earlierRuns.giveWay(incoming.request());
                fresh.put(eventId, opening.open(incoming, withheld, deliveries::mayStart));
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        Set<UUID> inserted = writer.insert(fresh.values().stream().map(Opened::row).toList());
        for (Opened opened : fresh.values()) {
            begin(opened, inserted.contains(opened.consignment().eventId()));
        }
    }

    /** Its row is there: one that cannot go on must not keep others from it. */
    private void begin(Opened opened, boolean isNew) {
        try {
            if (isNew) {
                deliveries.begin(opened);
            } else {
                deliveries.passOver(opened.consignment());
            }
        } catch (RuntimeException defect) {
            LOG.errorf(
                    "a delivery does not go on before it is found again delivery=%s %s",
                    opened.consignment().eventId(), Defect.of(defect));
            deliveries.lost(opened.consignment());
        }
    }
}
