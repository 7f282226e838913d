/** Reads leads back from the ledger and asks the lanes to run them again. */
@NullMarked
package io.waybill.flowengine.linkedrun.kafka;

import org.jspecify.annotations.NullMarked;
