/**
 * Rows of deliveries, and the work on them: taking requests in, sending, recording what came of it,
 * waiting for turns and retries, taking over what a dead process left. Seals and makes the records
 * of delivery.attempts.
 */
@NullMarked
package io.waybill.delivery.settling.store;

import org.jspecify.annotations.NullMarked;
