package io.waybill.language.templates;

/** An expression or pattern that cannot work; the message is for the person who wrote it. */
public final class InvalidExpression extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidExpression(String message) {
        super(message, null, false, false);
    }

    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
