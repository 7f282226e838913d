package io.waybill.partner.account.store;

/** Somebody has signed up with this address before. */
public final class EmailTaken extends RuntimeException {

    EmailTaken() {
        super("the e-mail address is taken", null, false, false);
    }
}
