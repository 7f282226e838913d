package io.waybill.servicekit.auth;

import java.util.UUID;

/** A checked credential: this actor, in this role, for this account. */
public record Identity(UUID accountId, Actor actor, Role role) {}
