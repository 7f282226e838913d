/** Writes each minute's counts of refusals to the ledger. */
@NullMarked
package io.waybill.intake.refusals.kafka;

import org.jspecify.annotations.NullMarked;
