package io.waybill.partner.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an invitation. */
public sealed interface InvitationEvent {

    /**
     * @param invitee null in an event that was read back: no decision needs it, and it stays sealed
     */
    record InvitationSent(
            UUID invitationId,
            UUID connectionId,
            UUID sellerId,
            @Nullable Invitee invitee,
            InvitationCommand.Offer offer,
            InvitationCommand.Link link,
            Instant at)
            implements InvitationEvent {}

    record InvitationResent(InvitationCommand.Link link, Instant at) implements InvitationEvent {}

    record InvitationRevoked() implements InvitationEvent {}

    record InvitationExpired() implements InvitationEvent {}

    record InvitationAccepted(UUID buyerId) implements InvitationEvent {}

    /**
     * @param reason empty in an event that was read back
     */
    record InvitationDeclined(Optional<String> reason) implements InvitationEvent {}
}
