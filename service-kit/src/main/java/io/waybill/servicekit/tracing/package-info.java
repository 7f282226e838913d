/** One id per call from outside, the same through every service. */
@NullMarked
package io.waybill.servicekit.tracing;

import org.jspecify.annotations.NullMarked;
