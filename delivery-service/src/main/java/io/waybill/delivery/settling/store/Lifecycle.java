package io.waybill.delivery.settling.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Starts and ends the threads of this package; an end in order waits for what will end soon. */
@Singleton
final class Lifecycle {

    private static final Duration JOURNAL_ENDS_WITHIN = Duration.ofSeconds(2);

    private final LeaseKeeper lease;
    private final Journal journal;
    private final OpenDeliveries open;
    private final Transactions transactions;
    private final Thread renewer;
    private final Thread keeper;
    private final Thread writer;

    /** What works on a thread of its own. */
    @Singleton
    static final class Workers {

        private final LeaseKeeper lease;
        private final Housekeeping housekeeping;
        private final Deliveries deliveries;

        @Inject
        Workers(LeaseKeeper lease, Housekeeping housekeeping, Deliveries deliveries) {
            this.lease = lease;
            this.housekeeping = housekeeping;
            this.deliveries = deliveries;
        }
    }

    @Inject
    Lifecycle(Workers workers, Journal journal, OpenDeliveries open, Transactions transactions) {
        this.lease = workers.lease;
        this.journal = journal;
        this.open = open;
        this.transactions = transactions;
        this.renewer = Thread.ofPlatform().name("delivery-lease").unstarted(lease::run);
        this.keeper =
                Thread.ofPlatform()
                        .name("delivery-housekeeping")
                        .unstarted(workers.housekeeping::run);
        this.writer =
                Thread.ofPlatform()
                        .name("delivery-journal")
                        .unstarted(() -> journal.run(workers.deliveries));
    }

    void start(@Observes StartupEvent event) {
        renewer.start();
        keeper.start();
        writer.start();
    }

    /** What is on its way may end; what waits stays in its row. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        open.drain();
        transactions.close();
        journal.close();
        writer.join(JOURNAL_ENDS_WITHIN);
        keeper.interrupt();
        keeper.join(JOURNAL_ENDS_WITHIN);
        renewer.interrupt();
        renewer.join(JOURNAL_ENDS_WITHIN);
        lease.release();
    }
}
