/**
 * What all ways of handing a lead over have in common: a delivery is prepared for its transport,
 * then sent, and ends as an attempt. Each transport is an edge of its own.
 */
@NullMarked
package io.waybill.delivery.transport;

import org.jspecify.annotations.NullMarked;
