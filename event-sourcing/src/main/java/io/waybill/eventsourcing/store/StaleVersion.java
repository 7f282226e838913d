package io.waybill.eventsourcing.store;

import java.util.UUID;

/** Somebody else has appended to the stream since it was loaded: load it again and decide again. */
public final class StaleVersion extends RuntimeException {

    public StaleVersion(UUID stream, long expectedVersion) {
        super("Stream " + stream + " is not at version " + expectedVersion);
    }
}
