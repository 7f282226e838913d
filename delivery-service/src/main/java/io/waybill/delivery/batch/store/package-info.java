/** Keeps rows and batches, makes batches once, and hands them over. */
@NullMarked
package io.waybill.delivery.batch.store;

import org.jspecify.annotations.NullMarked;
