package io.waybill.flowengine.linkedrun;

import java.util.Locale;

/** Why a lead does not run again. */
public enum Refusal {
    /** No lead of the account, or one so old that nobody knows where it stands. */
    UNKNOWN,
    /** Its data key is destroyed. */
    ERASED,
    /** Its newest run has not ended. */
    UNDER_WAY,
    /** Some of its events cannot be read: what was delivered is not known for sure. */
    UNREADABLE,
    /** Its flow has no live version. */
    NOT_LIVE,
    TOO_MANY_RUNS,
    /** What its runs before came to would not go into a record. */
    TOO_LARGE;

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
