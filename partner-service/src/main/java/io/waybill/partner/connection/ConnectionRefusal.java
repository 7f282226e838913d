package io.waybill.partner.connection;

/** Why a command is not done; nothing is recorded. */
public enum ConnectionRefusal {
    /** There is no such connection. */
    UNKNOWN,
    /** It was opened before. */
    ALREADY_OPEN,
    /** Nobody has accepted it yet. */
    NOT_ACCEPTED,
    /** An account has accepted it. */
    ALREADY_ACCEPTED,
    /** It is over for good. */
    ENDED,
    /** Seller and buyer are one account. */
    WITH_ITSELF,
    /** The buyer has no such flow. */
    UNKNOWN_FLOW,
    /** The buyer has no such destination. */
    UNKNOWN_DESTINATION,
    /** Taking leads into a flow needs the paid plan. */
    FLOW_NOT_COVERED
}
