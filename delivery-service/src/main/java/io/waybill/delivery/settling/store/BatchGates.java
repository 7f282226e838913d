package io.waybill.delivery.settling.store;

import io.waybill.delivery.batch.BatchGate;
import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.store.Gates.Gate;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A batch finds its destination as a single delivery does, and is noted like one. */
@Singleton
final class BatchGates implements BatchGate {

    /** A batch can wait; there are few of them. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Gates gates;
    private final Pauses pauses;
    private final Notices notices;

    @Inject
    BatchGates(Gates gates, Pauses pauses, Notices notices) {
        this.gates = gates;
        this.pauses = pauses;
        this.notices = notices;
    }

    @Override
    public Optional<Instant> shutUntil(Destination destination, Instant now) {
        if (!(gates.gate(destination, now) instanceof Gate.Shut shut)) {
            return Optional.empty();
        }
        Instant soon = now.plus(LOOK_AGAIN);
        return Optional.of(shut.to().isAfter(soon) ? shut.to() : soon);
    }

    @Override
    public void note(Destination destination, AttemptOutcome outcome) {
        pauses.note(destination.accountId(), destination.id(), outcome);
    }

    @Override
    public void givenUp(Destination destination, String fileName, int rows) {
        notices.batchFailed(destination, fileName, rows);
    }
}
