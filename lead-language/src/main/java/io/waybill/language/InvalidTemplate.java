package io.waybill.language;

/** A template that cannot work; the message is for the person who wrote it. */
public final class InvalidTemplate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidTemplate(String message) {
        super(message);
    }
}
