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
    CREDENTIAL_NOT_ROTATABLE("delivery.credential-not-rotatable", 409);

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
