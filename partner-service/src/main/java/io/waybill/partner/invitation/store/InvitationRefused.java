package io.waybill.partner.invitation.store;

import io.waybill.partner.invitation.InvitationRefusal;

/** Ends a transaction that has come to nothing, because the invitation refuses. */
public final class InvitationRefused extends RuntimeException {

    private final transient InvitationRefusal refusal;

    InvitationRefused(InvitationRefusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    public InvitationRefusal refusal() {
        return refusal;
    }
}
