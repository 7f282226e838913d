package io.waybill.partner.connection;

import io.waybill.partner.subscription.Plan;
import java.util.Optional;
import java.util.UUID;

/**
 * How things stand with a buyer, as far as a connection of it depends on them.
 *
 * @param own the only destination of an account that never could sell; an account that could has
 *     destinations of its customers too, so that none of them is chosen for it
 * @param chosen where the connection goes or is to go, if the buyer has it
 */
public record BuyerAffairs(Plan plan, Optional<Place> own, Optional<Place> chosen) {

    /** What a place is. */
    public enum Kind {
        DESTINATION,
        FLOW
    }

    /** A destination or a flow. */
    public record Place(UUID id, Kind kind, boolean enabled) {

        private boolean isAt(Target target) {
            return switch (target) {
                case Target.ToDestination to ->
                        kind == Kind.DESTINATION && id.equals(to.destinationId());
                case Target.ToFlow to -> kind == Kind.FLOW && id.equals(to.flowId());
            };
        }
    }

    private Optional<Place> at(Target target) {
        return chosen.filter(place -> place.isAt(target))
                .or(() -> own.filter(place -> place.isAt(target)));
    }

    boolean has(Target target) {
        return at(target).isPresent();
    }

    /** Whether leads can go there. */
    boolean takesAt(Target target) {
        return at(target).filter(Place::enabled).isPresent();
    }

    /** Where the leads of a free account go while it has not said so. */
    Optional<Target> ownDestination() {
        return own.filter(Place::enabled).map(place -> new Target.ToDestination(place.id()));
    }
}
