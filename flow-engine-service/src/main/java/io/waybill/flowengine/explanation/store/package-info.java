/** An index of where the events of leads stand on the ledger. */
@NullMarked
package io.waybill.flowengine.explanation.store;

import org.jspecify.annotations.NullMarked;
