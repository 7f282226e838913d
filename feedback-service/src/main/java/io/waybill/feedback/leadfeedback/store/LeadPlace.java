package io.waybill.feedback.leadfeedback.store;

import java.util.UUID;

/** Where the beginning of a lead, or of a run of it, stands on flow.leads. */
public record LeadPlace(UUID leadId, int partition, long offset) {}
