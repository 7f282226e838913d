package io.waybill.delivery.settling.store;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Limits;
import io.waybill.delivery.settling.DeliveryEvent;
import io.waybill.delivery.settling.Latencies;
import io.waybill.delivery.settling.Turns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a destination takes anything now, and how long an attempt to it may last. */
@Singleton
final class Gates {

    static final String CLOSED = "The destination is closed at this time";
    static final String DISABLED = "The destination is switched off";
    static final String PAUSED = "The destination is paused";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Agreements agreements;
    private final Pauses pauses;
    private final Latencies latencies = new Latencies();

    /** How a delivery finds its destination. */
    sealed interface Gate {

        record Open() implements Gate {}

        /**
         * @param to when it opens, or when to look again
         * @param holds whether what is for it is kept until it opens, also beyond settling
         */
        record Shut(Instant to, String why, boolean holds) implements Gate {}
    }

    @Inject
    Gates(Agreements agreements, Pauses pauses) {
        this.agreements = agreements;
        this.pauses = pauses;
    }

    Gate gate(Consignment consignment, Instant now) {
        return destination(consignment)
                .map(destination -> gate(destination, now))
                .orElseGet(Gate.Open::new);
    }

    Gate gate(Destination destination, Instant now) {
        if (!destination.enabled()) {
            return new Gate.Shut(now.plus(LOOK_AGAIN), DISABLED, false);
        }
        Optional<Instant> opens = destination.hours().flatMap(hours -> hours.opensAt(now));
        if (destination.hours().isPresent() && !opens.equals(Optional.of(now))) {
            return new Gate.Shut(opens.orElse(now.plus(Duration.ofDays(7))), CLOSED, true);
        }
        // Last, since asking may take the one probe that a paused destination has.
        return pauses.lets(destination.id(), now)
                ? new Gate.Open()
                : new Gate.Shut(now.plus(LOOK_AGAIN), PAUSED, true);
    }

    /** How many of what waits for a destination may be sent now: of a paused one its probe. */
    int share(DueClaims.Waiting lane, Instant now, int most) {
        Optional<Destination> found = agreements.find(lane.accountId(), lane.destinationId());
        if (found.isPresent() && isClosed(found.get(), now)) {
            return 0;
        }
        return Math.min(most, pauses.share(lane.destinationId(), now));
    }

    private static boolean isClosed(Destination destination, Instant now) {
        return !destination.enabled()
                || destination
                        .hours()
                        .filter(hours -> !hours.opensAt(now).equals(Optional.of(now)))
                        .isPresent();
    }

    /** How much is sent to its destination at a time, where that is configured. */
    Optional<Turns.Limit> limit(Consignment consignment) {
        return destination(consignment)
                .map(Destination::limits)
                .map(limits ->
                        limits.rate()
                                .map(rate ->
                                        new Turns.Limit(
                                                limits.concurrency(), rate.most(), rate.per()))
                                .orElseGet(() -> new Turns.Limit(limits.concurrency())));
    }

    /** Keeps in mind how its destination fares. */
    void note(Consignment consignment, DeliveryEvent event) {
        if (event instanceof DeliveryEvent.AttemptEnded answered
                && answered.result().status() != null) {
            latencies.note(consignment.destination(), answered.result().latency());
        }
        if (event instanceof DeliveryEvent.AttemptEnded ended
                && ended.result().tellsOfReceiver()
                // That a row is written says nothing of who takes the file.
                && destination(consignment).flatMap(Destination::batch).isEmpty()) {
            consignment
                    .lane()
                    .destinationId()
                    .ifPresent(id ->
                            pauses.note(
                                    consignment.facts().accountId(), id, ended.result().outcome()));
        }
    }

    /** What must be left of the time to settle when an attempt begins. */
    Duration room(Consignment consignment) {
        return latencies.room(consignment.destination());
    }

    /** The longest time for one exchange. */
    Duration timeout(Consignment consignment) {
        return destination(consignment)
                .map(Destination::limits)
                .map(Limits::timeout)
                .orElse(Limits.LONGEST_TIMEOUT);
    }

    private Optional<Destination> destination(Consignment consignment) {
        return consignment
                .lane()
                .destinationId()
                .flatMap(id -> agreements.find(consignment.facts().accountId(), id));
    }
}
