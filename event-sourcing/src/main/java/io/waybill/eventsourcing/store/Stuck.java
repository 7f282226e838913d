package io.waybill.eventsourcing.store;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * The streams and topics of a shard that could not be published, and which of them the next look at
 * the outbox passes over. Used by one thread.
 */
final class Stuck {

    private final Resting<UUID> streams;
    private final Resting<String> topics;
    private boolean delayed;

    private Stuck(Resting<UUID> streams, Resting<String> topics) {
        this.streams = streams;
        this.topics = topics;
    }

    /**
     * A stream rests longer than its topic: when the topic is tried again, it is with another
     * stream, for the case that it was the stream's fault.
     */
    static Stuck none(Duration pause) {
        return new Stuck(
                new Resting<>(pause.multipliedBy(2), pause.multipliedBy(8), System::nanoTime),
                new Resting<>(pause, pause.multipliedBy(4), System::nanoTime));
    }

    Resting<UUID> streams() {
        return streams;
    }

    Resting<String> topics() {
        return topics;
    }

    /** What a look passes over. */
    record PassedOver(Set<UUID> streams, Set<String> topics) {}

    /**
     * What rests; after a batch in which something failed, all that has failed before: such a batch
     * may last for the time limit, and were the next one made of such streams again, nobody else
     * would ever get a turn.
     */
    PassedOver passedOver() {
        return delayed
                ? new PassedOver(streams.all(), topics.all())
                : new PassedOver(streams.now(), topics.now());
    }

    /**
     * Notes how a look ended.
     *
     * @return whether there may be more to publish at once
     */
    boolean looked(int rows, int acknowledged) {
        boolean hasPassedOverMore = delayed;
        delayed = acknowledged < rows;
        return rows > 0 || hasPassedOverMore;
    }
}
