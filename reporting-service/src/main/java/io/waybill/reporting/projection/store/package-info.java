/** Writes row changes into the tables of one schema, with the offsets in the same transaction. */
@NullMarked
package io.waybill.reporting.projection.store;

import org.jspecify.annotations.NullMarked;
