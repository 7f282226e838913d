/**
 * What the leads of a lane must agree on: caps, duplicate windows, tallies and shares. Decides what
 * a lead may take from what is read, and tells it as events; counters change by those events alone,
 * so that they can be folded anew from the ledger.
 */
@NullMarked
package io.waybill.flowengine.counter;

import org.jspecify.annotations.NullMarked;
