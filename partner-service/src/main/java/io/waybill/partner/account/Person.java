package io.waybill.partner.account;

import java.util.Optional;

/**
 * Who a user is.
 *
 * @param name not known of those who opened an account
 */
public record Person(EmailAddress email, Optional<Label> name) {

    @Override
    public String toString() {
        return "Person[masked]";
    }
}
