/** Tests of receipts. */
@NullMarked
package io.waybill.delivery.receipt;

import org.jspecify.annotations.NullMarked;
