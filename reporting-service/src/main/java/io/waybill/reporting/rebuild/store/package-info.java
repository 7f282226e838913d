/** The tables that a rebuild fills, their swap with the live ones, and the log of rebuilds. */
@NullMarked
package io.waybill.reporting.rebuild.store;

import org.jspecify.annotations.NullMarked;
