package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.Delivery;
import io.waybill.delivery.settling.DeliveryDecider;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.Terms;
import io.waybill.delivery.settling.store.KeptRequests.Kept;
import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.sealing.WrappedKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An open delivery that this process owns. Its row is changed by this process only, and one change
 * at a time: whoever asks for a change has its turn, its due time or its deadline in hand.
 */
final class Consignment {

    private final Facts facts;
    private final Lane lane;
    private volatile Delivery state;
    private volatile long sequence;
    private final AtomicBoolean turn = new AtomicBoolean();
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
    private volatile boolean held;

    /** What never changes about it; small, since many may wait. */
    record Facts(Cause cause, UUID leadId, String stepId, WrappedKey key, Terms terms) {
        Position position() {
            return new Position(
                    Objects.requireNonNull(cause.partition()),
                    Objects.requireNonNull(cause.offset()));
        }

        UUID eventId() {
            return cause.meta().getStreamId();
        }

        UUID accountId() {
            return cause.meta().getAccountId();
        }

        Instant settleBy() {
            return terms.settleBy();
        }
    }

    Consignment(Facts facts, Lane lane, Delivery state, long sequence) {
        this.facts = facts;
        this.lane = lane;
        this.state = state;
        this.sequence = sequence;
    }

    Facts facts() {
        return facts;
    }

    UUID eventId() {
        return facts.eventId();
    }

    /** Where it goes. */
    Lane lane() {
        return lane;
    }

    /** What it shares turns with. */
    String destination() {
        return lane.name();
    }

    Delivery state() {
        return state;
    }

    /** Of its last event that is written. */
    long sequence() {
        return sequence;
    }

    void takesTurn() {
        turn.set(true);
    }

    /** Returns whether it had a turn, which the caller gives back now; to one caller only. */
    boolean leavesTurn() {
        return turn.getAndSet(false);
    }

    /** What is sent when its turn comes; null where that is made of its stored request. */
    @Nullable Kept kept() {
        return kept.get();
    }

    void kept(Kept ready) {
        kept.set(ready);
    }

    @Nullable Kept takeKept() {
        return kept.getAndSet(null);
    }

    /** Whether it is kept in memory until its destination opens. */
    boolean isHeld() {
        return held;
    }

    void isHeld(boolean now) {
        held = now;
    }

    /** The attempt that is on its way; empty where none is. */
    OptionalInt attemptUnderWay() {
        return switch (state) {
            case Delivery.Sending sending -> OptionalInt.of(sending.attempt());
            case Delivery.SendingLater sending -> OptionalInt.of(sending.attempt());
            case Delivery.Unrequested _,
                    Delivery.Accepted _,
                    Delivery.Retrying _,
                    Delivery.Settled _,
                    Delivery.Later _ ->
                    OptionalInt.empty();
        };
    }

    /** The events are written; now they count. */
    void written(List<DeliveryEvent> events) {
        state = after(events);
        sequence += events.size();
    }

    Delivery after(List<DeliveryEvent> events) {
        Delivery next = state;
        for (DeliveryEvent event : events) {
            next = DeliveryDecider.evolve(next, event);
        }
        return next;
    }
}
