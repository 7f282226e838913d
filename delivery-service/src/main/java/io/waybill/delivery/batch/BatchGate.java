package io.waybill.delivery.batch;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.settling.AttemptOutcome;
import java.time.Instant;
import java.util.Optional;

/** What batches have to know of how their destination fares, and tell of it. */
public interface BatchGate {

    /**
     * When to look again, where the destination is switched off, closed or paused now; empty where
     * it takes a batch, which then has to be sent: it may be the probe of a pause.
     */
    Optional<Instant> shutUntil(Destination destination, Instant now);

    /** How an attempt to hand a batch over ended. Does not block. */
    void note(Destination destination, AttemptOutcome outcome);

    /**
     * A batch goes out no more, and was not taken as far as is known; its owners are told.
     *
     * @param fileName of the batch
     */
    void givenUp(Destination destination, String fileName, int rows);
}
