package io.waybill.partner.invitation;

import io.waybill.partner.invitation.InvitationEvent.InvitationAccepted;
import io.waybill.partner.invitation.InvitationEvent.InvitationDeclined;
import io.waybill.partner.invitation.InvitationEvent.InvitationExpired;
import io.waybill.partner.invitation.InvitationEvent.InvitationResent;
import io.waybill.partner.invitation.InvitationEvent.InvitationRevoked;
import io.waybill.partner.invitation.InvitationEvent.InvitationSent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An invitation as far as decisions need it.
 *
 * <pre>
 * Unsent ──InvitationSent──► Pending ──InvitationResent──► Pending
 *                            Pending ──InvitationAccepted──► Accepted
 *                            Pending ──InvitationRevoked, Expired, Declined──► Over
 * </pre>
 */
public sealed interface Invitation {

    /** Mails of one invitation; more are a nuisance to whoever gets them. */
    int MOST_MAILS = 6;

    /** Between two of them. */
    Duration BETWEEN_MAILS = Duration.ofMinutes(1);

    /** Mails of one seller within a day. */
    int MOST_OF_A_SELLER = 500;

    /** Mails to one address within a day, of all sellers together. */
    int MOST_TO_AN_ADDRESS = 3;

    /** How long a seller does not invite somebody who has declined. */
    Duration AFTER_DECLINING = Duration.ofDays(30);

    record Unsent() implements Invitation {}

    record Pending(UUID sellerId, UUID connectionId, Instant expiresAt, int mails, Instant lastMail)
            implements Invitation {}

    record Accepted(UUID sellerId, UUID buyerId) implements Invitation {}

    /** Nobody can accept it any more. */
    record Over(InvitationRefusal how) implements Invitation {}

    /** The state after an event. History is not refused: what does not fit changes nothing. */
    static Invitation evolve(Invitation state, InvitationEvent event) {
        return switch (state) {
            case Unsent unsent ->
                    event instanceof InvitationSent sent
                            ? new Pending(
                                    sent.sellerId(),
                                    sent.connectionId(),
                                    sent.link().expiresAt(),
                                    1,
                                    sent.at())
                            : unsent;
            case Pending pending ->
                    switch (event) {
                        case InvitationSent _ -> pending;
                        case InvitationResent again ->
                                new Pending(
                                        pending.sellerId,
                                        pending.connectionId,
                                        again.link().expiresAt(),
                                        pending.mails + 1,
                                        again.at());
                        case InvitationAccepted accepted ->
                                new Accepted(pending.sellerId, accepted.buyerId());
                        case InvitationRevoked _ -> new Over(InvitationRefusal.REVOKED);
                        case InvitationExpired _ -> new Over(InvitationRefusal.EXPIRED);
                        case InvitationDeclined _ -> new Over(InvitationRefusal.DECLINED);
                    };
            case Accepted accepted -> accepted;
            case Over over -> over;
        };
    }
}
