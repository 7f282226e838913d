/** Learns from the ledger which versions the lanes run. */
@NullMarked
package io.waybill.flowengine.flow.kafka;

import org.jspecify.annotations.NullMarked;
