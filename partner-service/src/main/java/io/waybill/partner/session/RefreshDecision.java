package io.waybill.partner.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a refresh token that somebody shows. */
public enum RefreshDecision {
    /** It is exchanged for the next one. */
    ROTATE,
    /** It is not valid any more; nothing changes. */
    REFUSE,
    /** It was exchanged before, so two parties have it: the session ends for both. */
    END_SESSION;

    /** The facts that decide: of the session, and of the token shown. */
    public record Facts(
            Instant expiresAt, @Nullable Instant endedAt, @Nullable Instant tokenUsedAt) {}

    public static RefreshDecision of(Facts facts, Instant now) {
        if (facts.endedAt() != null || !now.isBefore(facts.expiresAt())) {
            return REFUSE;
        }
        return facts.tokenUsedAt() == null ? ROTATE : END_SESSION;
    }
}
