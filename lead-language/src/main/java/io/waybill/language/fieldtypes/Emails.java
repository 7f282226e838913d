package io.waybill.language.fieldtypes;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses, lower-cased. {@code is_free} and {@code is_disposable} know the large public
 * providers listed here, not every one there is.
 */
public final class Emails {

    private static final int LONGEST = 320;
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "([A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+)"
                            + "@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63})");
    private static final Set<String> FREE =
            Set.of(
                    "gmail.com",
                    "googlemail.com",
                    "yahoo.com",
                    "ymail.com",
                    "rocketmail.com",
                    "hotmail.com",
                    "outlook.com",
                    "live.com",
                    "msn.com",
                    "aol.com",
                    "aim.com",
                    "icloud.com",
                    "me.com",
                    "mac.com",
                    "mail.com",
                    "email.com",
                    "gmx.com",
                    "gmx.net",
                    "gmx.de",
                    "web.de",
                    "proton.me",
                    "protonmail.com",
                    "zoho.com",
                    "yandex.com",
                    "yandex.ru",
                    "mail.ru",
                    "inbox.com",
                    "fastmail.com",
                    "hushmail.com",
                    "tutanota.com",
                    "qq.com",
                    "163.com",
                    "126.com",
                    "123.com",
                    "yahoo.co.uk",
                    "hotmail.co.uk",
                    "yahoo.ca",
                    "yahoo.fr",
                    "hotmail.fr",
                    "orange.fr",
                    "libero.it",
                    "rediffmail.com");
    private static final Set<String> DISPOSABLE =
            Set.of(
                    "mailinator.com",
                    "guerrillamail.com",
                    "10minutemail.com",
                    "yopmail.com",
                    "trashmail.com",
                    "tempmail.com",
                    "temp-mail.org",
                    "sharklasers.com",
                    "getnada.com",
                    "maildrop.cc",
                    "dispostable.com",
                    "fakeinbox.com",
                    "throwawaymail.com",
                    "mintemail.com",
                    "spamgourmet.com");

    private Emails() {}

    public static Parsed parse(Object raw) {
        String text = Texts.of(raw).strip();
        Matcher address = ADDRESS.matcher(text);
        if (text.length() > LONGEST || !address.matches()) {
            return Parsed.invalid(Texts.of(raw));
        }
        String domain = Words.lower(address.group(2));
        int lastDot = domain.lastIndexOf('.');
        return Parsed.valid(
                Words.lower(text),
                Map.of(
                        "user", address.group(1),
                        "domain", domain,
                        "host", domain.substring(0, lastDot),
                        "tld", domain.substring(lastDot + 1),
                        "is_free", FREE.contains(domain),
                        "is_disposable", DISPOSABLE.contains(domain)));
    }
}
