package io.waybill.partner.connection;

import java.util.Locale;
import java.util.Optional;

/** What ended a connection. */
public enum EndCause {
    /** Who was invited declined. */
    DECLINED,
    /** Nobody answered the invitation in time. */
    EXPIRED,
    /** The seller took the invitation back. */
    REVOKED,
    /** The seller ended what had been accepted. */
    SELLER,
    /** The buyer ended what it had accepted. */
    BUYER,
    /** For a reason that only a later build knows. */
    OTHER;

    /** As it stands in records and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EndCause> of(String text) {
        for (EndCause cause : values()) {
            if (cause.text().equals(text)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
