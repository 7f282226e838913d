package io.waybill.eventsourcing.sealing;

/**
 * A sealed value cannot be opened: another key, another place than the one it was sealed for, or
 * changed bytes. The message never holds a value.
 */
public final class SealBroken extends RuntimeException {

    SealBroken(String message) {
        super(message);
    }

    SealBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
