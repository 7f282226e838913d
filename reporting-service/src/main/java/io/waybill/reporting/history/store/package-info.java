/** Counts by day, and what the engine was told, in PostgreSQL. */
@NullMarked
package io.waybill.reporting.history.store;

import org.jspecify.annotations.NullMarked;
