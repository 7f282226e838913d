package io.waybill.partner.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What may be asked of an invitation. Ids, hashes and the time come with the command. */
public sealed interface InvitationCommand {

    /** The time of the command. */
    Instant now();

    /** Invites somebody. */
    record Send(
            UUID invitationId,
            UUID connectionId,
            Sender sender,
            Invitee invitee,
            Offer offer,
            Link link,
            Instant now)
            implements InvitationCommand {}

    /**
     * Sends the mail again; the link before works no more.
     *
     * @param paying whether the seller's plan is the paid one
     */
    record Resend(Link link, boolean paying, Mailed mailed, Instant now)
            implements InvitationCommand {}

    record Revoke(Instant now) implements InvitationCommand {}

    /** Ends it if its time has come. */
    record Expire(Instant now) implements InvitationCommand {}

    record Accept(UUID buyerId, Instant now) implements InvitationCommand {}

    record Decline(Optional<String> reason, Instant now) implements InvitationCommand {}

    /**
     * Who invites.
     *
     * @param paying whether its plan is the paid one
     * @param ownAddress whether the address belongs to one of its own users
     * @param pending whether it has invited the address before and waits for the answer
     */
    record Sender(
            UUID sellerId, boolean paying, boolean ownAddress, boolean pending, Mailed mailed) {}

    /**
     * What has been sent within a day, whatever became of it.
     *
     * @param bySeller mails of the seller to anybody
     * @param toAddress mails of any seller to the address
     * @param unwanted whether the address wants no invitation, of the seller for now or of anybody
     */
    record Mailed(long bySeller, long toAddress, boolean unwanted) {}

    /** What the link is found by, and until when it works. */
    record Link(LinkHash hash, Instant expiresAt) {}

    /**
     * What the seller means to share, and where the invitation was sent from.
     *
     * @param fields ids
     */
    record Offer(List<String> fields, Optional<UUID> flowId, Optional<String> stepId) {
        public Offer {
            fields = List.copyOf(fields);
        }
    }
}
