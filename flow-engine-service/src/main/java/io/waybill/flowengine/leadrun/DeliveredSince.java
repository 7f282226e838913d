package io.waybill.flowengine.leadrun;

import java.util.UUID;

/**
 * What became of a delivery behind the settling of its step, where the buyer has the lead or may
 * have it: it was sent again, or is about to be.
 *
 * @param taken whether the buyer has it for certain
 */
public record DeliveredSince(String stepId, UUID eventId, boolean taken) {}
