package io.waybill.delivery.partner.http;

import io.waybill.delivery.partner.Route;
import io.waybill.delivery.transport.Prepared;

/**
 * A delivery over a connection that is ready to be sent.
 *
 * @param ready made of what is the buyer's: its address and its secrets
 * @param shown what left, without where to
 */
record PartnerReady(Prepared.Ready ready, String shown, Route route) implements Prepared.Ready {

    /** Where it goes into a flow of the buyer. */
    boolean isSubmission() {
        return route instanceof Route.ToFlow;
    }

    /**
     * By the buyer's own id of it: an address is not for the seller to read. All submissions go to
     * the address of the installation, and a slow flow must not keep others from theirs, nor from
     * the one that it waits for itself.
     */
    @Override
    public String destination() {
        return switch (route) {
            case Route.ToFlow to -> "flow:" + to.flowId();
            case Route.ToDestination to -> "destination:" + to.destinationId();
        };
    }

    /** Masked: it is personal data, and another account's. */
    @Override
    public String toString() {
        return "PartnerReady[masked]";
    }
}
