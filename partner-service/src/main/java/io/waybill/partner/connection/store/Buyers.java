package io.waybill.partner.connection.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.connection.BuyerAffairs;
import io.waybill.partner.connection.BuyerAffairs.Place;
import io.waybill.partner.subscription.store.SubscriptionStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** How things stand with a buyer, as far as this service has been told. */
@Singleton
public final class Buyers {

    /** Of which one is enough: a free account has one. */
    private static final int MOST_DESTINATIONS = 100;

    private final SubscriptionStore subscriptions;

    Buyers(SubscriptionStore subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * @param flow the flow that matters, where one does
     */
    public Uni<BuyerAffairs> affairs(Mutiny.Session session, UUID buyer, Optional<UUID> flow) {
        return subscriptions
                .plan(session, buyer)
                .chain(plan ->
                        destinations(session, buyer)
                                .chain(destinations ->
                                        flow(session, buyer, flow)
                                                .map(found ->
                                                        new BuyerAffairs(
                                                                plan, destinations, found))));
    }

    private static Uni<List<Place>> destinations(Mutiny.Session session, UUID buyer) {
        return session.createSelectionQuery(
                        "from PlaceRow where accountId = :buyer and kind = 'destination'"
                                + " order by id",
                        PlaceRow.class)
                .setParameter("buyer", buyer)
                .setMaxResults(MOST_DESTINATIONS)
                .getResultList()
                .map(rows -> rows.stream().map(PlaceRow::place).toList());
    }

    private static Uni<Optional<Place>> flow(
            Mutiny.Session session, UUID buyer, Optional<UUID> flow) {
        if (flow.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return session.find(PlaceRow.class, flow.get())
                .map(row ->
                        Optional.ofNullable(row)
                                .filter(found -> found.isFlowOf(buyer))
                                .map(PlaceRow::place));
    }
}
