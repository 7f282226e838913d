/** Tests. */
@NullMarked
package io.waybill.delivery.request.http;

import org.jspecify.annotations.NullMarked;
