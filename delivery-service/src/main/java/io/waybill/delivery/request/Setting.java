package io.waybill.delivery.request;

/**
 * One delivery setting.
 *
 * @param value a template where {@code rendered}; else a value that goes out as it is
 * @param rendered whether variables are put in
 * @param secret it was sealed in the flow's definition, and is masked wherever a request is shown
 */
public record Setting(Object value, boolean rendered, boolean secret) {

    private static final String MASK = "***";

    public static Setting template(String text) {
        return new Setting(text, true, false);
    }

    public static Setting secret(String text) {
        return new Setting(text, true, true);
    }

    /** A number, a truth value, a list or a text in which braces are nothing but braces. */
    public static Setting literal(Object value) {
        return new Setting(value, false, false);
    }

    Setting masked() {
        return secret ? new Setting(MASK, false, true) : this;
    }

    /** Masked: it may be a secret, or a value of a lead. */
    @Override
    public String toString() {
        return MASK;
    }
}
