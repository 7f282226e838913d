package io.waybill.delivery.settling;

/**
 * Why a command did not apply. A late or repeated command of the machinery is dropped; a person is
 * told.
 */
public enum Refusal {
    NEVER_REQUESTED,
    ALREADY_ACCEPTED,
    ALREADY_SENDING,
    NOTHING_IN_FLIGHT,
    ANOTHER_ATTEMPT_IN_FLIGHT,
    NOT_DUE_YET,
    TIME_LEFT,
    NO_TIME_LEFT,
    ALREADY_SETTLED,
    /** The step has no outcome yet: the delivery goes its own way. */
    NOT_SETTLED,
    /** The buyer has the lead. */
    ALREADY_TAKEN,
    /** A later run of the lead has delivered it, or is about to. */
    DELIVERED_ANEW,
    /** It is known what became of it. */
    ALREADY_KNOWN,
    /** Another recipient may have been given the lead since. */
    MAY_BE_ELSEWHERE,
    /** Nothing is handed over: somebody waited for an answer, and does not any more. */
    NOTHING_TO_DELIVER
}
