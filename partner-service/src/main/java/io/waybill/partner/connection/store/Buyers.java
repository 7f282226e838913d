package io.waybill.partner.connection.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.connection.BuyerAffairs;
import io.waybill.partner.connection.BuyerAffairs.Place;
import io.waybill.partner.subscription.Plan;
import io.waybill.partner.subscription.store.SubscriptionStore;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** How things stand with a buyer, as far as this service has been told. */
@Singleton
public final class Buyers {

    /** One is the buyer's own; of two nobody knows which. */
    private static final int ENOUGH = 2;

    private final SubscriptionStore subscriptions;

    Buyers(SubscriptionStore subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * @param chosen the destination or flow that matters, where one does
     */
    public Uni<BuyerAffairs> affairs(Mutiny.Session session, UUID buyer, Optional<UUID> chosen) {
        return subscriptions
                .plan(session, buyer)
                .chain(plan ->
                        own(session, buyer, plan)
                                .chain(own ->
                                        place(session, buyer, chosen)
                                                .map(found -> new BuyerAffairs(plan, own, found))));
    }

    private Uni<Optional<Place>> own(Mutiny.Session session, UUID buyer, Plan plan) {
        if (plan != Plan.FREE) {
            return Uni.createFrom().item(Optional.empty());
        }
        return subscriptions
                .couldSell(session, buyer)
                .chain(couldSell ->
                        couldSell
                                ? Uni.createFrom().item(Optional.empty())
                                : onlyDestination(session, buyer));
    }

    private static Uni<Optional<Place>> onlyDestination(Mutiny.Session session, UUID buyer) {
        return session.createSelectionQuery(
                        "from PlaceRow where accountId = :buyer and kind = 'destination'"
                                + " order by id",
                        PlaceRow.class)
                .setParameter("buyer", buyer)
                .setMaxResults(ENOUGH)
                .getResultList()
                .map(rows ->
                        rows.size() == 1 ? Optional.of(rows.getFirst().place()) : Optional.empty());
    }

    private static Uni<Optional<Place>> place(
            Mutiny.Session session, UUID buyer, Optional<UUID> id) {
        if (id.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return session.find(PlaceRow.class, id.get())
                .map(row ->
                        Optional.ofNullable(row)
                                .filter(found -> found.isOf(buyer))
                                .map(PlaceRow::place));
    }
}
