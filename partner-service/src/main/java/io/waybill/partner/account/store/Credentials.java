package io.waybill.partner.account.store;

import io.waybill.servicekit.auth.Role;
import java.util.UUID;

/** What signing in is checked against. */
public record Credentials(UUID userId, UUID accountId, Role role, String passwordHash) {

    @Override
    public String toString() {
        return "Credentials[" + userId + "]";
    }
}
