/** Shows batches and their rows, and sends again. */
@NullMarked
package io.waybill.delivery.batch.http;

import org.jspecify.annotations.NullMarked;
