package io.waybill.delivery.partner.http;

import io.waybill.delivery.destination.Destination;
import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.destination.Resolution;
import io.waybill.delivery.destination.http.Preparation;
import io.waybill.delivery.partner.Connections;
import io.waybill.delivery.partner.InvalidBuyer;
import io.waybill.delivery.partner.PartnerSubmission;
import io.waybill.delivery.partner.Route;
import io.waybill.delivery.request.JsonText;
import io.waybill.delivery.transport.Prepared;
import io.waybill.language.Vars;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Prepares what goes over a connection. The one place where a destination of another account than
 * the lead's is used.
 */
@Singleton
public final class PartnerPreparation {

    private final Destinations destinations;
    private final Preparation preparation;
    private final Connections connections;
    private final String publicUrl;

    @Inject
    PartnerPreparation(
            Destinations destinations,
            Preparation preparation,
            Connections connections,
            @ConfigProperty(name = "waybill.public-url") String publicUrl) {
        this.destinations = destinations;
        this.preparation = preparation;
        this.connections = connections;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /**
     * Called anew for each attempt: one that waited may find its connection ended.
     *
     * @param vars what is shared, and nothing else
     * @throws io.waybill.eventsourcing.sealing.SealBroken where a secret cannot be opened
     */
    public Prepared prepare(Route route, String eventId, Vars vars) {
        if (connections.isEnded(route.connectionId())) {
            return broken(InvalidBuyer.ENDED);
        }
        return switch (route) {
            case Route.ToDestination to -> toDestination(to, eventId, vars);
            case Route.ToFlow to -> toFlow(to, eventId, vars);
        };
    }

    private Prepared toDestination(Route.ToDestination route, String eventId, Vars vars) {
        Optional<Destination> found = destinations.find(route.buyerId(), route.destinationId());
        if (found.isEmpty()) {
            return broken(InvalidBuyer.DESTINATION_GONE);
        }
        if (!found.get().enabled()) {
            return broken(InvalidBuyer.DESTINATION_DISABLED);
        }
        if (found.get().batch().isPresent()) {
            return broken(InvalidBuyer.DESTINATION_GATHERS);
        }
        return switch (Resolution.of(
                destinations, route.buyerId(), route.destinationId(), null, Map.of())) {
            case Resolution.Gone _ -> broken(InvalidBuyer.DESTINATION_GONE);
            // Why it cannot be used names settings of the buyer.
            case Resolution.Found resolved ->
                    preparation.prepare(resolved, route.buyerId(), eventId, vars)
                                    instanceof Prepared.Ready ready
                            ? new PartnerReady(ready, shown(route.connectionId(), vars), route)
                            : broken(InvalidBuyer.DESTINATION_UNUSABLE);
        };
    }

    private Prepared toFlow(Route.ToFlow route, String eventId, Vars vars) {
        if (route.hops() > PartnerSubmission.MOST_HOPS) {
            return broken(InvalidBuyer.CIRCLE);
        }
        boolean test = Boolean.TRUE.equals(vars.get("is_test"));
        Resolution.Found found =
                new Resolution.Found(
                        Optional.empty(),
                        PartnerSubmission.settings(publicUrl, route, test),
                        Optional.empty());
        Prepared prepared = preparation.prepare(found, route.buyerId(), eventId, vars);
        return prepared instanceof Prepared.Ready ready
                ? new PartnerReady(ready, shown(route.connectionId(), vars), route)
                : prepared;
    }

    private static Prepared broken(InvalidBuyer why) {
        return new Prepared.Broken(why.reason());
    }

    /** Addresses and secrets of the buyer do not stand in what its partner may read. */
    private static String shown(UUID connection, Vars vars) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("connection", connection.toString());
        Object lead = vars.toPlain().get("lead");
        if (lead != null) {
            shown.put("lead", lead);
        }
        return JsonText.of(shown);
    }
}
