package io.waybill.partner.invitation;

import io.waybill.eventsourcing.Decision;
import io.waybill.partner.invitation.Invitation.Accepted;
import io.waybill.partner.invitation.Invitation.Over;
import io.waybill.partner.invitation.Invitation.Pending;
import io.waybill.partner.invitation.Invitation.Unsent;
import io.waybill.partner.invitation.InvitationCommand.Accept;
import io.waybill.partner.invitation.InvitationCommand.Decline;
import io.waybill.partner.invitation.InvitationCommand.Expire;
import io.waybill.partner.invitation.InvitationCommand.Resend;
import io.waybill.partner.invitation.InvitationCommand.Revoke;
import io.waybill.partner.invitation.InvitationCommand.Send;
import io.waybill.partner.invitation.InvitationEvent.InvitationAccepted;
import io.waybill.partner.invitation.InvitationEvent.InvitationDeclined;
import io.waybill.partner.invitation.InvitationEvent.InvitationExpired;
import io.waybill.partner.invitation.InvitationEvent.InvitationResent;
import io.waybill.partner.invitation.InvitationEvent.InvitationRevoked;
import io.waybill.partner.invitation.InvitationEvent.InvitationSent;
import java.util.Optional;

/** What a command does to an invitation. */
public final class InvitationDecider {

    private InvitationDecider() {}

    public static Decision<InvitationEvent, InvitationRefusal> decide(
            InvitationCommand command, Invitation state) {
        return switch (state) {
            case Unsent _ ->
                    command instanceof Send send
                            ? send(send)
                            : Decision.refused(InvitationRefusal.UNKNOWN);
            case Pending pending -> decide(command, pending);
            case Accepted accepted -> decide(command, accepted);
            case Over over -> decide(command, over);
        };
    }

    private static Decision<InvitationEvent, InvitationRefusal> send(Send command) {
        InvitationCommand.Sender sender = command.sender();
        if (!sender.paying()) {
            return Decision.refused(InvitationRefusal.NOT_COVERED);
        }
        if (sender.ownAddress()) {
            return Decision.refused(InvitationRefusal.INVITES_ITSELF);
        }
        if (sender.pending()) {
            return Decision.refused(InvitationRefusal.ALREADY_INVITED);
        }
        return unsendable(sender.mailed())
                .<Decision<InvitationEvent, InvitationRefusal>>map(Decision::refused)
                .orElseGet(() ->
                        Decision.accepted(
                                new InvitationSent(
                                        command.invitationId(),
                                        command.connectionId(),
                                        sender.sellerId(),
                                        command.invitee(),
                                        command.offer(),
                                        command.link(),
                                        command.now())));
    }

    /** Why no further mail goes out to the address, if none does. */
    private static Optional<InvitationRefusal> unsendable(InvitationCommand.Mailed mailed) {
        if (mailed.unwanted()) {
            return Optional.of(InvitationRefusal.NOT_WANTED);
        }
        if (mailed.bySeller() >= Invitation.MOST_OF_A_SELLER) {
            return Optional.of(InvitationRefusal.TOO_MANY_MAILS);
        }
        return mailed.toAddress() >= Invitation.MOST_TO_AN_ADDRESS
                ? Optional.of(InvitationRefusal.ADDRESS_MAILED)
                : Optional.empty();
    }

    /** Past its time an invitation can be sent again and be revoked; nobody can answer it. */
    private static Decision<InvitationEvent, InvitationRefusal> decide(
            InvitationCommand command, Pending pending) {
        boolean due = !command.now().isBefore(pending.expiresAt());
        return switch (command) {
            case Send _ -> Decision.refused(InvitationRefusal.ALREADY_SENT);
            case Resend resend -> resend(resend, pending);
            case Revoke _ -> Decision.accepted(new InvitationRevoked());
            case Expire _ -> due ? Decision.accepted(new InvitationExpired()) : Decision.accepted();
            case Accept accept -> {
                if (due) {
                    yield Decision.refused(InvitationRefusal.EXPIRED);
                }
                yield accept.buyerId().equals(pending.sellerId())
                        ? Decision.refused(InvitationRefusal.INVITES_ITSELF)
                        : Decision.accepted(new InvitationAccepted(accept.buyerId()));
            }
            case Decline decline ->
                    due
                            ? Decision.refused(InvitationRefusal.EXPIRED)
                            : Decision.accepted(new InvitationDeclined(decline.reason()));
        };
    }

    private static Decision<InvitationEvent, InvitationRefusal> resend(
            Resend command, Pending pending) {
        if (!command.paying()) {
            return Decision.refused(InvitationRefusal.NOT_COVERED);
        }
        boolean tooSoon = command.now().isBefore(pending.lastMail().plus(Invitation.BETWEEN_MAILS));
        if (tooSoon || pending.mails() >= Invitation.MOST_MAILS) {
            return Decision.refused(InvitationRefusal.SENT_TOO_OFTEN);
        }
        return unsendable(command.mailed())
                .<Decision<InvitationEvent, InvitationRefusal>>map(Decision::refused)
                .orElseGet(() ->
                        Decision.accepted(new InvitationResent(command.link(), command.now())));
    }

    /** The same account may accept twice, as by a second click; another may not. */
    private static Decision<InvitationEvent, InvitationRefusal> decide(
            InvitationCommand command, Accepted accepted) {
        return switch (command) {
            case Send _ -> Decision.refused(InvitationRefusal.ALREADY_SENT);
            case Accept accept when accept.buyerId().equals(accepted.buyerId()) ->
                    Decision.accepted();
            case Expire _ -> Decision.accepted();
            case Accept _, Resend _, Revoke _, Decline _ ->
                    Decision.refused(InvitationRefusal.ACCEPTED);
        };
    }

    /** Ending it again as it ended changes nothing. */
    private static Decision<InvitationEvent, InvitationRefusal> decide(
            InvitationCommand command, Over over) {
        InvitationRefusal how = over.how();
        return switch (command) {
            case Send _ -> Decision.refused(InvitationRefusal.ALREADY_SENT);
            case Expire _ -> Decision.accepted();
            case Revoke _ when how == InvitationRefusal.REVOKED -> Decision.accepted();
            case Decline _ when how == InvitationRefusal.DECLINED -> Decision.accepted();
            case Resend _, Revoke _, Accept _, Decline _ -> Decision.refused(how);
        };
    }
}
