/** Tests of the service as a whole, and the ledger that they read. */
@NullMarked
package io.waybill.reporting;

import org.jspecify.annotations.NullMarked;
