package io.waybill.delivery.request;

/**
 * One delivery setting.
 *
 * @param template text with variables
 * @param secret it was sealed in the flow's definition, and is masked wherever a request is shown
 */
public record Setting(String template, boolean secret) {

    private static final String MASK = "***";

    Setting masked() {
        return secret ? new Setting(MASK, true) : this;
    }

    /** Masked: the template may be a secret. */
    @Override
    public String toString() {
        return secret ? MASK : template;
    }
}
