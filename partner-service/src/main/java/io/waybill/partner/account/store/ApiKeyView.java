package io.waybill.partner.account.store;

import io.waybill.servicekit.auth.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key without the key. */
public record ApiKeyView(
        UUID id, String label, Role role, Instant issuedAt, @Nullable Instant revokedAt) {}
