package io.waybill.partner.subscription;

import java.util.Locale;
import java.util.Optional;

/** What an account may use of the product. */
public enum Plan {
    /** Runs flows, sells to partners, and takes partners' leads into a flow. */
    PAID,
    /** Takes partners' leads at its destination. */
    FREE,
    /** Has no access to the product; an invitation that it accepts gives it the free plan. */
    NONE;

    /** As it stands in records and in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Plan> of(String text) {
        for (Plan plan : values()) {
            if (plan.text().equals(text)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }
}
