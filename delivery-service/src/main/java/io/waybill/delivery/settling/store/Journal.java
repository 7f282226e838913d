package io.waybill.delivery.settling.store;

import io.waybill.delivery.Defect;
import io.waybill.delivery.settling.DeliveryCommand;
import io.waybill.delivery.settling.DeliveryDecider;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.Refusal;
import io.waybill.delivery.settling.store.JournalWriter.Outcome;
import io.waybill.eventsourcing.Decision;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands and writes what they change, many deliveries in one transaction: while one
 * commits, the next batch gathers. Nothing takes effect before it is written. What cannot be
 * written is tried again until it can; the queue is bounded by the turns, which are given back only
 * after the writing.
 */
@Singleton
final class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final int LARGEST_BATCH = 256;
    private static final long LOOK_UP_MILLIS = 200;

    private final DeliveryDecider decider;
    private final DeliveryRecords records;
    private final JournalWriter writer;
    private final InstantSource clock;
    private final BlockingQueue<Wish> queue = new LinkedBlockingQueue<>();
    private volatile boolean closing;

    private record Wish(Consignment consignment, DeliveryCommand command, Instant at) {}

    /** Who goes on after a change. Called by the journal's thread; must not block. */
    interface Follower {
        /**
         * @param request the stored request where an attempt is to be made now
         */
        void written(
                Consignment consignment, List<DeliveryEvent> events, byte @Nullable [] request);

        void refused(Consignment consignment, Refusal refusal);

        /** Another process owns it now. */
        void lost(Consignment consignment);
    }

    @Inject
    Journal(
            DeliveryDecider decider,
            DeliveryRecords records,
            JournalWriter writer,
            InstantSource clock) {
        this.decider = decider;
        this.records = records;
        this.writer = writer;
        this.clock = clock;
    }

    /** Works in the calling thread until the journal is closed and its queue written. */
    void run(Follower follower) {
        List<Wish> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                Wish first = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, LARGEST_BATCH - 1);
                    writeTogether(batch, follower);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
            batch.clear();
        }
    }

    private void writeTogether(List<Wish> batch, Follower follower) throws InterruptedException {
        try {
            write(batch, follower);
        } catch (RuntimeException defect) {
            LOG.errorf(
                    "changes cannot be recorded together deliveries=%d %s",
                    batch.size(), Defect.of(defect));
            writeOneByOne(batch, follower);
        }
    }

    /** One change that cannot be written must not take the others of its batch with it. */
    private void writeOneByOne(List<Wish> batch, Follower follower) throws InterruptedException {
        for (Wish wish : batch) {
            try {
                write(List.of(wish), follower);
            } catch (RuntimeException defect) {
                LOG.errorf(
                        "change cannot be recorded delivery=%s %s",
                        wish.consignment().eventId(), Defect.of(defect));
                follower.lost(wish.consignment());
            }
        }
    }

    void submit(Consignment consignment, DeliveryCommand command) {
        queue.add(new Wish(consignment, command, clock.instant()));
    }

    /** Lets {@link #run} end once the queue is written. */
    void close() {
        closing = true;
    }

    private void write(List<Wish> batch, Follower follower) throws InterruptedException {
        List<Change> changes = new ArrayList<>();
        for (Wish wish : batch) {
            Consignment consignment = wish.consignment();
            switch (decider.decide(consignment.state(), wish.command())) {
                case Decision.Accepted<DeliveryEvent, Refusal>(List<DeliveryEvent> events) ->
                        changes.add(records.change(consignment, events, wish.at(), null));
                case Decision.Refused<DeliveryEvent, Refusal>(Refusal refusal) ->
                        tell(consignment, () -> follower.refused(consignment, refusal));
            }
        }
        Outcome outcome =
                writer.update(changes.stream().filter(c -> !c.events().isEmpty()).toList());
        for (Change change : changes) {
            Consignment consignment = change.consignment();
            if (outcome.lost().contains(change.eventId())) {
                tell(consignment, () -> follower.lost(consignment));
            } else {
                consignment.written(change.events());
                byte @Nullable [] request = outcome.requests().get(change.eventId());
                tell(consignment, () -> follower.written(consignment, change.events(), request));
            }
        }
    }

    /** What is written is written, whatever becomes of who goes on. */
    private static void tell(Consignment consignment, Runnable follow) {
        try {
            follow.run();
        } catch (RuntimeException defect) {
            LOG.errorf(
                    "nobody goes on after a change delivery=%s %s",
                    consignment.eventId(), Defect.of(defect));
        }
    }
}
