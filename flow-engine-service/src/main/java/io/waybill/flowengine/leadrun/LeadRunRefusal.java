package io.waybill.flowengine.leadrun;

/** Why a command to a run is turned away; nothing is written then. */
public enum LeadRunRefusal {
    /** The lead has its run, or had it: the request came twice. */
    RECEIVED_BEFORE,
    /** There is no run that waits: the settlement came late or twice. */
    NOT_WAITING,
    /** The run waits for another delivery. */
    OTHER_DELIVERY
}
