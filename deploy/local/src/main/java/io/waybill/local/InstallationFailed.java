package io.waybill.local;

/** Something of the installation cannot be started or asked; the message is for the person. */
public final class InstallationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InstallationFailed(String message) {
        super(message);
    }

    public InstallationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
