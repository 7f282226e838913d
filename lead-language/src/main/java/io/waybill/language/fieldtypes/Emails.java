package io.waybill.language.fieldtypes;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses, lower-cased; the parts stay as they were written. {@code host} is the domain
 * without its last label, {@code tld}.
 */
public final class Emails {

    private static final int LONGEST = 320;
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+)"
                            + "@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63})");

    private Emails() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw);
        String stripped = text.strip();
        Matcher address = ADDRESS.matcher(stripped);
        if (stripped.length() > LONGEST || !address.matches()) {
            return Parsed.invalid(text);
        }
        String domain = address.group(2);
        String known = Words.lower(domain);
        int lastDot = domain.lastIndexOf('.');
        boolean disposable = MailDomains.isDisposable(known);
        return Parsed.valid(
                Words.lower(stripped),
                Map.of(
                        "user",
                        address.group(1),
                        "domain",
                        domain,
                        "host",
                        domain.substring(0, lastDot),
                        "tld",
                        domain.substring(lastDot + 1),
                        "is_free",
                        disposable || MailDomains.isFree(known),
                        "is_disposable",
                        disposable));
    }
}
