/**
 * Learns event ids from delivery.attempts and data keys from flow.keys, each record exactly once.
 */
@NullMarked
package io.waybill.feedback.leadfeedback.kafka;

import org.jspecify.annotations.NullMarked;
