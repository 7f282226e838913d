package io.waybill.feedback.leadfeedback;

import java.time.Instant;
import java.util.UUID;

/** A delivery that delivery-service has issued an event id for. */
public record Delivered(UUID eventId, UUID leadId, Instant at, FeedbackTerms terms) {}
