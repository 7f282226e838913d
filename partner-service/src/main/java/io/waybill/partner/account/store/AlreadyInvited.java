package io.waybill.partner.account.store;

/** The address has an invitation of the account that works. */
public final class AlreadyInvited extends RuntimeException {

    AlreadyInvited() {
        super("the address is invited", null, false, false);
    }
}
