/** Kafka at the edge of every service: defaults, sending, readiness, projections. */
@NullMarked
package io.waybill.servicekit.kafka;

import org.jspecify.annotations.NullMarked;
