package io.waybill.partner.mail.template;

import java.util.Locale;

/** The mails that there are. */
public enum Mail {
    /** To somebody who is invited. */
    INVITATION,
    /** To the seller: the partner is there. */
    ACCEPTED,
    /** To the seller: leads can go. */
    CONFIGURED,
    /** To the seller: the partner does not want to. */
    DECLINED,
    /** To the seller: nobody answered. */
    EXPIRED,
    /** To the seller: the partner ended it. */
    ENDED,
    /** To the buyer: the seller ended it. */
    ENDED_BY_SELLER,
    /** To somebody who is invited to be a user of an account. */
    COLLEAGUE,
    /** To a user who has forgotten the password. */
    PASSWORD_RESET,
    /** To a user whose password was changed. */
    PASSWORD_CHANGED;

    String file() {
        return name().toLowerCase(Locale.ROOT);
    }
}
