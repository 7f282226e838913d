package io.waybill.delivery.settling;

/** Why a command did not apply. Nobody waits for these: a late or repeated command is dropped. */
public enum Refusal {
    NEVER_REQUESTED,
    ALREADY_ACCEPTED,
    ALREADY_SENDING,
    NOTHING_IN_FLIGHT,
    ANOTHER_ATTEMPT_IN_FLIGHT,
    NOT_DUE_YET,
    TIME_LEFT,
    NO_TIME_LEFT,
    ALREADY_SETTLED
}
