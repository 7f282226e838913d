package io.waybill.delivery;

import io.waybill.servicekit.problem.ProblemCode;

/** The errors that only this service answers with. */
public enum DeliveryProblem implements ProblemCode {
    DESTINATION_UNUSABLE("delivery.destination-unusable", 400),
    DESTINATION_CHANGED("delivery.destination-changed", 409),
    DESTINATION_IN_USE("delivery.destination-in-use", 409),
    DESTINATIONS_TOO_MANY("delivery.destinations-too-many", 409),
    PRESET_UNKNOWN("delivery.preset-unknown", 400),
    CREDENTIAL_UNUSABLE("delivery.credential-unusable", 400),
    CREDENTIAL_CHANGED("delivery.credential-changed", 409),
    CREDENTIAL_IN_USE("delivery.credential-in-use", 409),
    CREDENTIALS_TOO_MANY("delivery.credentials-too-many", 409),
    CREDENTIAL_NOT_ROTATABLE("delivery.credential-not-rotatable", 409),
    /** The batch is on its way; its end decides what can be sent again. */
    BATCH_OPEN("delivery.batch-open", 409),
    /** The step has no outcome yet: the delivery goes its own way. */
    DELIVERY_NOT_SETTLED("delivery.delivery-not-settled", 409),
    /** An attempt is on its way; its end decides. */
    DELIVERY_BEING_SENT("delivery.delivery-being-sent", 409),
    /** The buyer has the lead. */
    DELIVERY_TAKEN("delivery.delivery-taken", 409),
    /** A later run of the lead has a delivery of its own for the step. */
    DELIVERED_ANEW("delivery.delivered-anew", 409),
    /** What became of it is known, and it is not what the caller says. */
    DELIVERY_KNOWN("delivery.delivery-known", 409),
    /** Only one buyer may get the lead, and another may have it since. */
    DELIVERY_MAY_BE_ELSEWHERE("delivery.delivery-may-be-elsewhere", 409),
    /** A look-up hands nothing over. */
    NOTHING_TO_DELIVER("delivery.nothing-to-deliver", 409),
    /** There was no hand-over yet that a receipt could be about. */
    RECEIPT_NOT_DUE("delivery.receipt-not-due", 409),
    /** The idempotency key was used with another filter. */
    REDELIVERY_KEY_REUSED("delivery.redelivery-key-reused", 422);

    private final String code;
    private final int status;

    DeliveryProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
