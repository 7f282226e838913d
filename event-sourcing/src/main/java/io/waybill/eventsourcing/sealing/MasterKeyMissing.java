package io.waybill.eventsourcing.sealing;

/**
 * This process lacks the master key that wrapped a data key: its operator's mistake, which goes by,
 * and not the data's.
 */
public final class MasterKeyMissing extends SealBroken {
    private static final long serialVersionUID = 1L;

    MasterKeyMissing(String id) {
        super("There is no master key " + id + ".");
    }
}
