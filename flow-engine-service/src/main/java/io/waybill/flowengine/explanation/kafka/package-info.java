/** Keeps the index of the ledger, and reads a lead's events back from it. */
@NullMarked
package io.waybill.flowengine.explanation.kafka;

import org.jspecify.annotations.NullMarked;
