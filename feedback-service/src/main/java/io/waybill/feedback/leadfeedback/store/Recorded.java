package io.waybill.feedback.leadfeedback.store;

import io.waybill.eventsourcing.sealing.DataKey;
import java.util.Optional;
import java.util.UUID;

/** How one try to record a feedback ended. */
public sealed interface Recorded {

    /**
     * The feedback is recorded, by this call or by an earlier one of the same id.
     *
     * @param outcome pending while the source is asked
     * @param reason in words, where there is one
     */
    record Committed(UUID feedbackId, UUID leadId, Outcome outcome, Optional<String> reason)
            implements Recorded {

        @Override
        public String toString() {
            return "Committed[" + feedbackId + ", " + outcome + "]";
        }
    }

    /** No delivery has this event id, as far as is known by now. */
    record UnknownEvent() implements Recorded {}

    /** Something that the decision needs has not arrived by now: the key, the version, the lead. */
    record NotYetKnown() implements Recorded {}

    /** The lead's data are needed and stand on the ledger. */
    record LeadNeeded(LeadPlace place, DataKey key) implements Recorded {}

    /** The step asks for a key or a signature, and the call shows none or a wrong one. */
    record AccessDenied() implements Recorded {}

    /** An earlier call with the same id said something else. */
    record OtherContent() implements Recorded {}

    /** What the caller is told. */
    enum Outcome {
        SUCCESS,
        FAILURE,
        ERROR,
        PENDING
    }
}
