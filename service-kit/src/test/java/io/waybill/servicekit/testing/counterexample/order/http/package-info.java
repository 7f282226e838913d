/** An HTTP edge that knows too much. */
@NullMarked
package io.waybill.servicekit.testing.counterexample.order.http;

import org.jspecify.annotations.NullMarked;
