package io.waybill.delivery.destination;

/**
 * What is wrong with a definition.
 *
 * @param field its place, as {@code limits.concurrency}
 * @param message a whole sentence without a full stop; holds no secret
 */
public record FieldFlaw(String field, String message) {}
