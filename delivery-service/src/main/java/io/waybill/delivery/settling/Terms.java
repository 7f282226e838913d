package io.waybill.delivery.settling;

import java.time.Instant;

/**
 * What was asked of a delivery.
 *
 * @param settleBy when the step must have its outcome; what remains is cancelled then
 * @param repeatSafe the destination recognises the idempotency key, so an attempt that got no
 *     answer may be repeated
 */
public record Terms(Instant settleBy, boolean repeatSafe) {}
