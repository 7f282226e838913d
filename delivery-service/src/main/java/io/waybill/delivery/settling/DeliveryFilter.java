package io.waybill.delivery.settling;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which deliveries are meant; what is empty leaves none out.
 *
 * @param destination id of a configured destination, or host and port
 * @param outcome of the step, or what it is known to be since
 * @param certain false: those that the buyer may hold
 * @param from accepted at or after
 * @param to accepted before
 */
public record DeliveryFilter(
        Optional<UUID> leadId,
        Optional<String> stepId,
        Optional<String> destination,
        Optional<String> state,
        Optional<String> outcome,
        Optional<Boolean> certain,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** Whether it names anything at all. */
    public boolean isEmpty() {
        return leadId.isEmpty()
                && stepId.isEmpty()
                && destination.isEmpty()
                && state.isEmpty()
                && outcome.isEmpty()
                && certain.isEmpty()
                && from.isEmpty()
                && to.isEmpty();
    }
}
