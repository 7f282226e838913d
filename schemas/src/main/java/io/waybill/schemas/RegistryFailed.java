package io.waybill.schemas;

/** The schema registry did not answer, or not as it has to. */
public final class RegistryFailed extends RuntimeException {

    RegistryFailed(String message) {
        super(message);
    }

    RegistryFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
