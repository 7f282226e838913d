/** Tests. */
@NullMarked
package io.waybill.delivery.batch.files;

import org.jspecify.annotations.NullMarked;
