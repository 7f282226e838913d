package io.waybill.partner.connection;

/** Whose hand it is. */
public enum Side {
    SELLER,
    BUYER;

    Hold hold() {
        return this == SELLER ? Hold.SELLER : Hold.BUYER;
    }

    EndCause end() {
        return this == SELLER ? EndCause.SELLER : EndCause.BUYER;
    }
}
