package io.waybill.partner.session.store;

import io.waybill.servicekit.auth.Role;
import java.util.UUID;

/** A session that goes on. */
public record SignedIn(UUID sessionId, UUID userId, UUID accountId, Role role) {}
