/** Tests. */
@NullMarked
package io.waybill.delivery.request;

import org.jspecify.annotations.NullMarked;
