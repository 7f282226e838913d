/** Deliveries and data keys in PostgreSQL, and the feedback events with their outbox. */
@NullMarked
package io.waybill.feedback.leadfeedback.store;

import org.jspecify.annotations.NullMarked;
