package io.waybill.flowengine.leadrun;

import java.util.Optional;
import java.util.UUID;

/** What a lane asks of a lead's run. */
public sealed interface LeadRunCommand {

    /**
     * @param idempotencyKeyHash HMAC of source and key, in text
     */
    record SubmitLead(Lead lead, Optional<String> idempotencyKeyHash) implements LeadRunCommand {}

    /** A delivery has settled. */
    record SettleStep(UUID eventId, Settlement settlement) implements LeadRunCommand {}
}
