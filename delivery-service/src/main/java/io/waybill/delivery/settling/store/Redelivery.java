package io.waybill.delivery.settling.store;

import io.waybill.delivery.settling.DeliveryFilter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have many deliveries sent again, and how far it has come.
 *
 * @param most how many deliveries are looked at
 * @param planned how many of them are sent again; the others need not, or must not, be
 * @param doneAt when it was worked off
 * @param hasMore there were more than were to be looked at
 */
public record Redelivery(
        UUID id,
        UUID account,
        String by,
        DeliveryFilter filter,
        Instant askedAt,
        int most,
        int lookedAt,
        int planned,
        Place last,
        @Nullable Instant doneAt,
        boolean hasMore) {

    /** The last delivery that was looked at. */
    public record Place(Instant at, UUID eventId) {
        static final Place BEGIN = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    boolean isOf(Redeliveries.Wish wish) {
        return filter.equals(wish.filter()) && most == wish.most();
    }

    Redelivery advanced(int looked, int more, Place place) {
        return new Redelivery(
                id,
                account,
                by,
                filter,
                askedAt,
                most,
                lookedAt + looked,
                planned + more,
                place,
                doneAt,
                hasMore);
    }
}
