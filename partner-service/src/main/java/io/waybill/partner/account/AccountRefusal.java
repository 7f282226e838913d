package io.waybill.partner.account;

/** Why a command is not done; nothing is recorded. */
public enum AccountRefusal {
    /** An account is opened once. */
    ALREADY_OPEN,
    /** There is no such account. */
    NOT_OPEN,
    /** An account sells, buys or does both. */
    NEITHER_SELLS_NOR_BUYS,
    /** A role, old or new, is above the caller's. */
    ROLE_NOT_GRANTABLE,
    /** The account has as many live keys as it may have. */
    TOO_MANY_KEYS,
    /** The account never had this key. */
    UNKNOWN_KEY,
    /** Nobody of this id belongs to the account. */
    UNKNOWN_USER,
    /** A user of the account has the address. */
    ALREADY_COLLEAGUE,
    /** Nobody could hand out the owner's role any more. */
    LAST_OWNER,
    /** The account never sent this invitation. */
    UNKNOWN_INVITATION,
    /** The account has as many people as it may have. */
    TOO_MANY_PEOPLE,
    /** A mail has just been sent, or as many as may be. */
    TOO_MANY_MAILS,
    /** The invitation was accepted before. */
    JOINED,
    /** Somebody took the invitation back. */
    REVOKED,
    /** The time of the invitation is over. */
    EXPIRED
}
