package io.waybill.partner.connection;

import io.waybill.partner.subscription.Plan;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How things stand with a buyer, as far as its connections depend on it.
 *
 * @param destinations that it has, the oldest first
 * @param flow the flow that the connection goes to or is to go to, if the buyer has it
 */
public record BuyerAffairs(Plan plan, List<Place> destinations, Optional<Place> flow) {

    public BuyerAffairs {
        destinations = List.copyOf(destinations);
    }

    /** A destination or a flow. */
    public record Place(UUID id, boolean enabled) {}

    boolean hasFlow(UUID id) {
        return flow.filter(place -> place.id().equals(id)).isPresent();
    }

    boolean hasDestination(UUID id) {
        return destinations.stream().anyMatch(place -> place.id().equals(id));
    }

    /** Whether leads can go there. */
    boolean takesAt(Target target) {
        return switch (target) {
            case Target.ToDestination to ->
                    destinations.contains(new Place(to.destinationId(), true));
            case Target.ToFlow to -> flow.equals(Optional.of(new Place(to.flowId(), true)));
        };
    }

    /** The destination that a free account has. */
    Optional<Target> ownDestination() {
        return destinations.stream()
                .filter(Place::enabled)
                .findFirst()
                .map(place -> new Target.ToDestination(place.id()));
    }
}
