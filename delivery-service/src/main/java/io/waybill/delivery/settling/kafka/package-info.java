/** Reads delivery.requests. */
@NullMarked
package io.waybill.delivery.settling.kafka;

import org.jspecify.annotations.NullMarked;
