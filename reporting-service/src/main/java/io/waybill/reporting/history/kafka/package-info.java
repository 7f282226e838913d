/** Tells the engine, a bounded number of recipients at a time. */
@NullMarked
package io.waybill.reporting.history.kafka;

import org.jspecify.annotations.NullMarked;
