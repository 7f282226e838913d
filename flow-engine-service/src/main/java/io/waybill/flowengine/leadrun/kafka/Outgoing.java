package io.waybill.flowengine.leadrun.kafka;

import io.waybill.schemas.Lanes;
import java.util.Set;

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

    /** Empty for a reply to an instance that no partition belongs to: nobody could read it. */
    Set<Integer> partitions(int partitions) {
        return switch (place) {
            case Place.OfLane(String lane) -> Set.of(Lanes.partition(lane, partitions));
            case Place.Fixed(int partition) ->
                    partition >= 0 && partition < partitions ? Set.of(partition) : Set.of();
        };
    }
}
