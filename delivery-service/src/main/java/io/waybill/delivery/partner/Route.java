package io.waybill.delivery.partner;

import java.util.UUID;

/** Where a delivery over a connection goes. */
public sealed interface Route {

    /** The buyer's account, to which everything on the other side belongs. */
    UUID buyerId();

    /** The connection that it goes over: without one nothing of another account is used. */
    UUID connectionId();

    record ToDestination(UUID connectionId, UUID buyerId, UUID destinationId) implements Route {}

    /**
     * Submitted into a flow, as any source does.
     *
     * @param sourceId the source of that flow that stands for the seller
     * @param hops how often the lead has gone into another flow, with this time
     */
    record ToFlow(UUID connectionId, UUID buyerId, UUID flowId, UUID sourceId, int hops)
            implements Route {}
}
