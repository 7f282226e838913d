/** Tests. */
@NullMarked
package io.waybill.delivery.destination;

import org.jspecify.annotations.NullMarked;
