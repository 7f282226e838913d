package io.waybill.partner.account;

/** Text that people wrote and that may name one: it is never printed. */
public record Label(String text) {

    public static final int MAX_LENGTH = 200;

    public Label {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a label has 1 to " + MAX_LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return "Label[masked]";
    }
}
