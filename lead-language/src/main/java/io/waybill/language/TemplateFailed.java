package io.waybill.language;

/**
 * A template that compiled could not be rendered with these values; the message holds none of them.
 */
public final class TemplateFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TemplateFailed(String message) {
        super(message);
    }
}
