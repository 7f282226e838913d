package io.waybill.eventsourcing.sealing;

/**
 * A sealed value cannot be opened: another key, another place than the one it was sealed for, or
 * changed bytes. The message never holds a value.
 */
public sealed class SealBroken extends RuntimeException permits MasterKeyMissing {
    private static final long serialVersionUID = 1L;

    SealBroken(String message) {
        super(message);
    }

    SealBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
