/**
 * The life of one delivery: attempts, retries within settling, and exactly one outcome for the
 * step. Pure: the clock and the random jitter arrive in the commands. See
 * docs/adr/0005-delivery-settling.md.
 */
@NullMarked
package io.waybill.delivery.settling;

import org.jspecify.annotations.NullMarked;
