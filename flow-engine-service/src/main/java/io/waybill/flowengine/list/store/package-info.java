/** Lists in PostgreSQL, and their events on the way to the ledger. */
@NullMarked
package io.waybill.flowengine.list.store;

import org.jspecify.annotations.NullMarked;
