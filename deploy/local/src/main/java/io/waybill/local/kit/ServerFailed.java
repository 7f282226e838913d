package io.waybill.local.kit;

/**
 * A server could not be started or asked; the message says which, why, and shows its last lines.
 */
public final class ServerFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServerFailed(String message) {
        super(message);
    }

    public ServerFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
