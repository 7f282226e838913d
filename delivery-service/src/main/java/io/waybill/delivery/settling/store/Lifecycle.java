package io.waybill.delivery.settling.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Starts and ends the threads of this package; an end in order leaves nothing unknown behind. */
@Singleton
final class Lifecycle {

    private static final Duration JOURNAL_ENDS_WITHIN = Duration.ofSeconds(2);

    private final Housekeeping housekeeping;
    private final Journal journal;
    private final OpenDeliveries open;
    private final Transactions transactions;
    private final Thread keeper;
    private final Thread writer;

    @Inject
    Lifecycle(
            Housekeeping housekeeping,
            Journal journal,
            OpenDeliveries open,
            Transactions transactions,
            Deliveries deliveries) {
        this.housekeeping = housekeeping;
        this.journal = journal;
        this.open = open;
        this.transactions = transactions;
        this.keeper =
                Thread.ofPlatform().name("delivery-housekeeping").unstarted(housekeeping::run);
        this.writer =
                Thread.ofPlatform()
                        .name("delivery-journal")
                        .unstarted(() -> journal.run(deliveries));
    }

    void start(@Observes StartupEvent event) {
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
        housekeeping.release();
    }
}
