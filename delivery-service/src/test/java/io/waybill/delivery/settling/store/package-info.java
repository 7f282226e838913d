/** Edges of the settling. */
@NullMarked
package io.waybill.delivery.settling.store;

import org.jspecify.annotations.NullMarked;
