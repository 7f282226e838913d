package io.waybill.flowengine.leadrun.kafka;

import io.waybill.schemas.Lanes;

/**
 * An encoded record on its way to a topic, and where it goes: to the partition of its lane, or to
 * the one that is waiting for a reply.
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the producer, never compared
record Outgoing(byte[] bytes, Place place) {

    sealed interface Place {
        record OfLane(String lane) implements Place {}

        record Fixed(int partition) implements Place {}
    }

    int partition(int partitions) {
        return switch (place) {
            case Place.OfLane(String lane) -> Lanes.partition(lane, partitions);
            case Place.Fixed(int partition) -> partition;
        };
    }
}
