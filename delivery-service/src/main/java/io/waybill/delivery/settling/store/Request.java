package io.waybill.delivery.settling.store;

import io.waybill.delivery.v1.DeliverLead;

/** A request as it was read from delivery.requests. */
public record Request(DeliverLead request, Position position) {}
