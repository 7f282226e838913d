package io.waybill.partner.invitation;

import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import java.util.Optional;

/**
 * Who is invited.
 *
 * @param message what the seller says to it; at most {@link #LONGEST_MESSAGE} characters
 */
public record Invitee(Label name, EmailAddress email, Optional<String> message) {

    public static final int LONGEST_MESSAGE = 2_000;

    public Invitee {
        if (message.filter(text -> text.length() > LONGEST_MESSAGE).isPresent()) {
            throw new IllegalArgumentException("the message is too long");
        }
    }

    @Override
    public String toString() {
        return "Invitee[masked]";
    }
}
