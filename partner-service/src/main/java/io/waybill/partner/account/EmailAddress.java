package io.waybill.partner.account;

import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address as it was written; two that differ in case only are the same person's. */
public record EmailAddress(String text) {

    public static final int MAX_LENGTH = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\".]+(\\.[^\\s@<>,;\".]+)+");

    public EmailAddress {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    /** What addresses are compared by. */
    public String folded() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "EmailAddress[masked]";
    }
}
