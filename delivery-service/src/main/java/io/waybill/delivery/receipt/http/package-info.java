/** Receipts for the seller, and the public keys for everybody. */
@NullMarked
package io.waybill.delivery.receipt.http;

import org.jspecify.annotations.NullMarked;
