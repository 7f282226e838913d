/** A Kafka edge as it may be. */
@NullMarked
package io.waybill.servicekit.testing.counterexample.order.kafka;

import org.jspecify.annotations.NullMarked;
