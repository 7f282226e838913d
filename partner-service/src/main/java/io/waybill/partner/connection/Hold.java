package io.waybill.partner.connection;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why no lead goes over a connection for the time being. Several may stand at once. */
public enum Hold {
    /** The seller pauses it. */
    SELLER,
    /** The buyer pauses it. */
    BUYER,
    /** The buyer's subscription does not cover where it takes the leads. */
    SUBSCRIPTION,
    /** The buyer's destination is disabled or gone, or gathers leads in place of taking each. */
    DESTINATION,
    /** The buyer's flow is disabled or gone, or was never deployed. */
    FLOW;

    /** Those that come and go with the buyer's affairs, and with nobody's word. */
    static final Set<Hold> OF_AFFAIRS = Set.copyOf(EnumSet.of(SUBSCRIPTION, DESTINATION, FLOW));

    /** As it stands in records and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Hold> of(String text) {
        for (Hold hold : values()) {
            if (hold.text().equals(text)) {
                return Optional.of(hold);
            }
        }
        return Optional.empty();
    }
}
