package io.waybill.delivery.destination;

import java.util.Optional;
import java.util.UUID;

/**
 * The destinations as they stand. Kept in memory: a delivery looks its destination up without
 * asking anybody.
 */
public interface Destinations {

    /** Nothing where there is none, it was deleted, or it is another account's. */
    Optional<Destination> find(UUID account, UUID id);

    /** Whether it is known what the id stands for: what nobody has heard of may be new. */
    default boolean knows(UUID id) {
        return true;
    }
}
