/** Reads what an export needs, row by row, in one snapshot of the live tables. */
@NullMarked
package io.waybill.reporting.export.store;

import org.jspecify.annotations.NullMarked;
