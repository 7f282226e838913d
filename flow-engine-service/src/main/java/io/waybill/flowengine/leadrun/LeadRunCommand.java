package io.waybill.flowengine.leadrun;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a lane asks of a lead's run; {@code now} is when the handled record occurred. */
public sealed interface LeadRunCommand {

    Instant now();

    /**
     * @param idempotencyKeyHash HMAC of source and key, in text
     */
    record SubmitLead(Instant now, Lead lead, Optional<String> idempotencyKeyHash)
            implements LeadRunCommand {}

    /** A delivery has settled. */
    record SettleStep(Instant now, UUID eventId, Settlement settlement) implements LeadRunCommand {}
}
