/** What a buyer's reply means: outcome, reason, price, reference, and what later steps may read. */
@NullMarked
package io.waybill.delivery.reply;

import org.jspecify.annotations.NullMarked;
