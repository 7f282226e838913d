package io.waybill.delivery.settling.store;

import java.util.Optional;
import java.util.UUID;

/**
 * Where a delivery goes: turns are counted by it, and trouble is.
 *
 * @param destinationId the configured destination; empty where the step has an address of its own
 * @param address host and port
 */
record Lane(Optional<UUID> destinationId, String address) {

    /** Of what cannot be sent. */
    static final Lane NOWHERE = new Lane(Optional.empty(), "");

    /** What shares turns: a configured destination has its own, addresses share theirs. */
    String name() {
        return destinationId.map(UUID::toString).orElse(address);
    }
}
