package io.waybill.delivery.mail;

import java.util.Locale;

/** What became of a mail; one that has come to an end is never sent again. */
public enum MailEnd {
    /** The mail server took it. */
    SENT,
    /** The mail server will not take it. */
    REFUSED,
    /** Nobody knows whether the mail server took it: a person must not get it twice. */
    UNKNOWN,
    /** It could not be sent while it was still of use. */
    LATE,
    /** What was asked for is no mail, or could not be opened. */
    UNUSABLE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
