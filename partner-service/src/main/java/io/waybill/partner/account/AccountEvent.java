package io.waybill.partner.account;

import io.waybill.servicekit.auth.Role;
import java.util.UUID;

/** What happened to an account. */
public sealed interface AccountEvent {

    record AccountOpened(UUID accountId, AccountTerms terms) implements AccountEvent {}

    record UserAdded(UUID userId, EmailAddress email, Role role) implements AccountEvent {}

    record ApiKeyIssued(UUID keyId, KeyHash hash, Role role, Label label) implements AccountEvent {}

    record ApiKeyRevoked(UUID keyId) implements AccountEvent {}
}
