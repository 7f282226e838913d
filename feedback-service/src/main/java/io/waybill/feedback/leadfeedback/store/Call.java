package io.waybill.feedback.leadfeedback.store;

import io.waybill.feedback.leadfeedback.GiveFeedback;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A call about an event id.
 *
 * @param proof what the caller shows beside the event id
 * @param lead what the ledger has of the lead, once it was asked for
 */
public record Call(
        UUID eventId, GiveFeedback given, Proof proof, Optional<LeadOnLedger> lead, Origin origin) {

    /**
     * Where the call comes from.
     *
     * @param repeatable true where the id of the feedback comes from the caller, who may call again
     * @param hops through how many flows it came before this one
     * @param account that has signed in, in place of what the step asks for; to others than seller
     *     and buyer the event does not exist
     */
    public record Origin(UUID correlation, boolean repeatable, int hops, Optional<UUID> account) {}

    /** The same call with the lead's data. */
    public Call with(LeadOnLedger found) {
        return new Call(eventId, given, proof, Optional.of(found), origin);
    }

    /** The same call where a signature of its body does not stand for what it says. */
    public Call unsigned() {
        return new Call(eventId, given, new Proof(proof.key(), Optional.empty()), lead, origin);
    }

    /**
     * What the ledger has of a lead.
     *
     * @param id of the lead's first run
     */
    public record LeadOnLedger(UUID id, Map<String, Object> data, Instant at) {

        @Override
        public String toString() {
            return "LeadOnLedger[" + id + "]";
        }
    }
}
