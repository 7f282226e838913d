package io.waybill.flowengine.counter;

import java.util.UUID;

/**
 * What happened to the key by which duplicates of a lead are known.
 *
 * @see DuplicateCheck
 */
public sealed interface DuplicateEvent extends CounterEvent {

    /** Hexadecimal HMACs: of the scope's id and the values. */
    String key();

    /**
     * No lead is known by it; from now on this one is.
     *
     * @param check key of the check
     */
    record DuplicateReserved(String check, String key, DuplicateEntry entry)
            implements DuplicateEvent {}

    /**
     * Another lead is known by it.
     *
     * @param known the other
     * @param own what takes its place if this lead ends in success
     */
    record DuplicateFound(String check, String key, DuplicateEntry known, DuplicateEntry own)
            implements DuplicateEvent {}

    /** A lead that was a duplicate itself ended in success and is the one that is known now. */
    record DuplicateRenewed(String key, DuplicateEntry entry) implements DuplicateEvent {}

    /** The lead came to nothing and is no longer known. */
    record DuplicateReleased(String key, UUID leadId) implements DuplicateEvent {}
}
