package io.waybill.delivery.settling.store;

import io.waybill.delivery.destination.Destinations;
import io.waybill.delivery.destination.store.DefinitionIndex;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Sees to it that a destination which another instance has stored a moment ago is known before a
 * lead for it is taken in: as long as it is not, it would count as deleted.
 */
@Singleton
final class FreshDestinations {

    private final Destinations destinations;
    private final DefinitionIndex index;
    private final Transactions transactions;

    @Inject
    FreshDestinations(Destinations destinations, DefinitionIndex index, Transactions transactions) {
        this.destinations = destinations;
        this.index = index;
        this.transactions = transactions;
    }

    /**
     * Returns when it is known of all of them whether they are there.
     *
     * @throws InterruptedException when the service ends first
     */
    void await(List<Request> batch) throws InterruptedException {
        index.awaitLoaded();
        for (Request incoming : batch) {
            UUID id = incoming.request().getDestinationId();
            if (id != null && !destinations.knows(id)) {
                transactions.persistently((connection, _) -> {
                    index.learn(connection, id);
                    return true;
                });
            }
        }
    }
}
