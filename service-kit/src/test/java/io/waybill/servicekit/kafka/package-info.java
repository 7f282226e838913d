/** Kafka edges against a real broker. */
@NullMarked
package io.waybill.servicekit.kafka;

import org.jspecify.annotations.NullMarked;
