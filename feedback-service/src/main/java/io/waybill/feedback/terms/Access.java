package io.waybill.feedback.terms;

import java.util.Optional;

/**
 * What a caller has to show beside the event id. Both are sealed for the account.
 *
 * @param key the caller shows it as a bearer or as the password of Basic
 * @param signatureSecret the caller signs its body with it
 */
public record Access(Optional<String> key, Optional<String> signatureSecret) {

    /** The event id is the ticket. */
    public static final Access OPEN = new Access(Optional.empty(), Optional.empty());

    public boolean isOpen() {
        return key.isEmpty() && signatureSecret.isEmpty();
    }

    @Override
    public String toString() {
        return "Access[" + (isOpen() ? "open" : "guarded") + "]";
    }
}
