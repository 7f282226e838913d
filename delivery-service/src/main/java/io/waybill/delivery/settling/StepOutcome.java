package io.waybill.delivery.settling;

/** What the delivery is for the step that asked for it. */
public enum StepOutcome {
    SUCCESS,
    FAILURE,
    ERROR
}
