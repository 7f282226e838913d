package io.waybill.partner.account.store;

import io.waybill.servicekit.auth.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A user as the users of the same account see it.
 *
 * @param name of one who opened the account there is none
 */
public record UserView(UUID id, String email, Optional<String> name, Role role, Instant addedAt) {

    @Override
    public String toString() {
        return "UserView[" + id + "]";
    }
}
