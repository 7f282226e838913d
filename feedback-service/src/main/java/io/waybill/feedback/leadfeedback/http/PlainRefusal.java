package io.waybill.feedback.leadfeedback.http;

/**
 * A call that is turned away before it means anything: a status and a line of text for the caller.
 */
final class PlainRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    PlainRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
