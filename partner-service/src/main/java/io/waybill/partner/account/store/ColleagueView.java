package io.waybill.partner.account.store;

import io.waybill.partner.account.AccountRefusal;
import io.waybill.partner.account.EmailAddress;
import io.waybill.servicekit.auth.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The invitation of a colleague.
 *
 * @param state pending, joined, revoked or expired
 */
public record ColleagueView(
        UUID id, UUID accountId, EmailAddress email, Role role, String state, Times times) {

    /**
     * @param endedAt when somebody joined by it or took it back
     */
    public record Times(
            Instant invitedAt, Instant mailedAt, Instant expiresAt, @Nullable Instant endedAt) {}

    /** Why nobody can join by it any more. */
    public Optional<AccountRefusal> refusal() {
        return switch (state) {
            case "pending" -> Optional.empty();
            case "joined" -> Optional.of(AccountRefusal.JOINED);
            case "revoked" -> Optional.of(AccountRefusal.REVOKED);
            default -> Optional.of(AccountRefusal.EXPIRED);
        };
    }

    @Override
    public String toString() {
        return "ColleagueView[" + id + "]";
    }
}
