/**
 * Learns deliveries, leads and versions from the topics of others, each record exactly once, and
 * reads single leads back from the ledger.
 */
@NullMarked
package io.waybill.feedback.leadfeedback.kafka;

import org.jspecify.annotations.NullMarked;
