/** Tests. */
@NullMarked
package io.waybill.delivery.destination.http;

import org.jspecify.annotations.NullMarked;
