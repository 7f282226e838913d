package io.waybill.partner.account;

import io.waybill.servicekit.auth.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an account. */
public sealed interface AccountEvent {

    record AccountOpened(UUID accountId, AccountTerms terms) implements AccountEvent {}

    /**
     * @param who null in an event that was read back: no decision needs it, and it stays sealed
     */
    record UserAdded(UUID userId, @Nullable Person who, Role role) implements AccountEvent {}

    record ApiKeyIssued(UUID keyId, KeyHash hash, Role role, Label label, Optional<By> by)
            implements AccountEvent {}

    record ApiKeyRevoked(UUID keyId, Optional<By> by) implements AccountEvent {}

    /** What happened to the people of an account. */
    sealed interface TeamEvent extends AccountEvent {}

    record UserRoleChanged(UUID userId, Role role, By by) implements TeamEvent {}

    record UserRemoved(UUID userId, By by) implements TeamEvent {}

    /**
     * @param email null in an event that was read back, as of a user
     */
    record ColleagueInvited(
            UUID invitationId,
            @Nullable EmailAddress email,
            Role role,
            ColleagueLink link,
            By by,
            Instant at)
            implements TeamEvent {}

    record ColleagueInvitationResent(UUID invitationId, ColleagueLink link, By by, Instant at)
            implements TeamEvent {}

    record ColleagueInvitationRevoked(UUID invitationId, By by) implements TeamEvent {}

    record ColleagueJoined(UUID invitationId, UUID userId) implements TeamEvent {}
}
