package io.waybill.partner.account.store;

import io.waybill.servicekit.auth.Role;
import java.time.Instant;
import java.util.UUID;

/** A user as the users of the same account see it. */
public record UserView(UUID id, String email, Role role, Instant addedAt) {}
