package io.waybill.partner.connection.store;

import io.waybill.partner.connection.ConnectionRefusal;

/** Ends a transaction that has come to nothing, because the connection refuses. */
public final class ConnectionRefused extends RuntimeException {

    private final transient ConnectionRefusal refusal;

    public ConnectionRefused(ConnectionRefusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    public ConnectionRefusal refusal() {
        return refusal;
    }
}
