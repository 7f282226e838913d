package io.waybill.partner.password;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of the link by which a password is reset, when somebody shows it. */
public enum PasswordReset {
    /** The password is the new one from now on, and all sessions of the user end. */
    RESET,
    /** It was used, is too old, or a newer one was sent; nothing changes. */
    REFUSE;

    /** How long a link works. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** The facts that decide. */
    public record Facts(Instant askedAt, @Nullable Instant usedAt, boolean newest) {}

    public static PasswordReset of(Facts facts, Instant now) {
        boolean over = !now.isBefore(facts.askedAt().plus(LIFETIME));
        return facts.usedAt() == null && facts.newest() && !over ? RESET : REFUSE;
    }
}
