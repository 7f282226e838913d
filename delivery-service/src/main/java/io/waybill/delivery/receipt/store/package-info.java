/** Where the keys that sign receipts are kept. */
@NullMarked
package io.waybill.delivery.receipt.store;

import org.jspecify.annotations.NullMarked;
