package io.waybill.eventsourcing.store;

/**
 * Another instance has moved the projection's offset: the partition is no longer ours, or the batch
 * was applied before. Nothing was written. Ask for {@link ExactlyOnceProjection#next} again.
 */
public final class Displaced extends RuntimeException {

    Displaced(String projection, String topic, int partition, long expectedNext) {
        super(projection + " is no longer at " + expectedNext + " of " + topic + "/" + partition);
    }
}
