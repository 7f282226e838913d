package io.waybill.delivery.settling.store;

/** Where a request stands on delivery.requests. */
public record Position(int partition, long offset) {}
