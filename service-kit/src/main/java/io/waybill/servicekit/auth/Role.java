package io.waybill.servicekit.auth;

import java.util.Locale;
import java.util.Optional;

/** What a user or an API key may do inside its account; the first may most. */
public enum Role {
    OWNER,
    MANAGER,
    ANALYST,
    BILLING,
    READ_ONLY;

    /** As it stands in records and in the API: {@code read-only}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean mayWrite() {
        return this == OWNER || this == MANAGER;
    }

    /** Nobody hands out more than they have themselves. */
    public boolean mayGrant(Role other) {
        return mayWrite() && other.ordinal() >= ordinal();
    }

    /** Whether it is more than the other. */
    public boolean exceeds(Role other) {
        return ordinal() < other.ordinal();
    }

    public static Optional<Role> of(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
