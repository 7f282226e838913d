/** The one place that connects to addresses that a user typed in. */
@NullMarked
package io.waybill.delivery.request.http;

import org.jspecify.annotations.NullMarked;
