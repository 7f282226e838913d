package io.waybill.partner.account;

import io.waybill.servicekit.auth.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an account. */
public sealed interface AccountEvent {

    record AccountOpened(UUID accountId, AccountTerms terms) implements AccountEvent {}

    /**
     * @param email null in an event that was read back: no decision needs it, and it stays sealed
     */
    record UserAdded(UUID userId, @Nullable EmailAddress email, Role role)
            implements AccountEvent {}

    record ApiKeyIssued(UUID keyId, KeyHash hash, Role role, Label label) implements AccountEvent {}

    record ApiKeyRevoked(UUID keyId) implements AccountEvent {}
}
