package io.waybill.partner.account;

/** Why a command is not done; nothing is recorded. */
public enum AccountRefusal {
    /** An account is opened once. */
    ALREADY_OPEN,
    /** There is no such account. */
    NOT_OPEN,
    /** An account sells, buys or does both. */
    NEITHER_SELLS_NOR_BUYS,
    /** A key's role is above the caller's. */
    ROLE_NOT_GRANTABLE,
    /** The account has as many live keys as it may have. */
    TOO_MANY_KEYS,
    /** The account never had this key. */
    UNKNOWN_KEY
}
