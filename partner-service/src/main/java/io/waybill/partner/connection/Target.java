package io.waybill.partner.connection;

import java.util.UUID;

/** Where a buyer takes the leads of a connection. */
public sealed interface Target {

    /** One of its destinations: a free buyer. */
    record ToDestination(UUID destinationId) implements Target {}

    /**
     * One of its flows: a paying buyer.
     *
     * @param sourceId the source of that flow that stands for the seller
     */
    record ToFlow(UUID flowId, UUID sourceId) implements Target {}
}
