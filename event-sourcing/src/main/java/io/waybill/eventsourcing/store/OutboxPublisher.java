package io.waybill.eventsourcing.store;

import java.util.concurrent.CompletionStage;

/** Brings a row to its topic. Called by the relay's threads. */
public interface OutboxPublisher {

    /**
     * Completes when the row is acknowledged by all replicas that have to; fails when that is not
     * known. The relay publishes a row again until it is acknowledged. A failure holds up the row's
     * stream; {@link TopicBlocked}, where it comes at once, every row of the topic.
     */
    CompletionStage<Void> publish(OutboxRow row);
}
