package io.waybill.partner.invitation.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Label;
import io.waybill.partner.invitation.InvitationCommand.Link;
import io.waybill.partner.invitation.InvitationEvent;
import io.waybill.partner.invitation.InvitationEvent.InvitationAccepted;
import io.waybill.partner.invitation.InvitationEvent.InvitationDeclined;
import io.waybill.partner.invitation.InvitationEvent.InvitationExpired;
import io.waybill.partner.invitation.InvitationEvent.InvitationResent;
import io.waybill.partner.invitation.InvitationEvent.InvitationRevoked;
import io.waybill.partner.invitation.InvitationEvent.InvitationSent;
import io.waybill.partner.invitation.InvitationRefusal;
import io.waybill.partner.invitation.Invitee;
import io.waybill.partner.store.FieldIds;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "invitation")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class InvitationRow {

    static final String PENDING = "pending";

    private static final String NAME = "invitation.name";
    private static final String EMAIL = "invitation.email";
    private static final String MESSAGE = "invitation.message";

    @Id UUID id;

    @Column(name = "seller_id")
    UUID sellerId;

    @Column(name = "connection_id")
    UUID connectionId;

    String state;

    @Column(name = "link_hash")
    byte[] linkHash;

    @Column(name = "email_hmac")
    byte[] emailHmac;

    byte[] name;
    byte[] email;
    byte @Nullable [] message;
    String fields;

    @Column(name = "flow_id")
    @Nullable UUID flowId;

    @Column(name = "step_id")
    @Nullable String stepId;

    @Column(name = "invited_by")
    String invitedBy;

    @Column(name = "sent_at")
    Instant sentAt;

    @Column(name = "last_mail_at")
    Instant lastMailAt;

    int mails;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    /** What follows from an event. */
    void take(InvitationEvent event, Instant at, DataKey key) {
        switch (event) {
            case InvitationSent sent -> sent(sent, at, key);
            case InvitationResent resent -> mailed(resent.link(), at);
            case InvitationAccepted _ -> over("accepted", at);
            case InvitationRevoked _ -> over("revoked", at);
            case InvitationExpired _ -> over("expired", at);
            case InvitationDeclined _ -> over("declined", at);
        }
    }

    private void sent(InvitationSent sent, Instant at, DataKey key) {
        Invitee invitee = InvitationRecords.invitee(sent);
        id = sent.invitationId();
        sellerId = sent.sellerId();
        connectionId = sent.connectionId();
        state = PENDING;
        name = seal(key, NAME, invitee.name().text());
        email = seal(key, EMAIL, invitee.email().text());
        message = invitee.message().map(text -> seal(key, MESSAGE, text)).orElse(null);
        fields = FieldIds.column(sent.offer().fields());
        flowId = sent.offer().flowId().orElse(null);
        stepId = sent.offer().stepId().orElse(null);
        sentAt = at;
        mailed(sent.link(), at);
    }

    private void mailed(Link link, Instant at) {
        linkHash = link.hash().bytes();
        expiresAt = link.expiresAt();
        lastMailAt = at;
        mails++;
    }

    private void over(String how, Instant at) {
        state = how;
        endedAt = at;
    }

    /** Refuses what nobody can answer any more. */
    void checkOpen(Instant now) {
        if (!state.equals(PENDING)) {
            throw new InvitationRefused(
                    switch (state) {
                        case "accepted" -> InvitationRefusal.ACCEPTED;
                        case "revoked" -> InvitationRefusal.REVOKED;
                        case "declined" -> InvitationRefusal.DECLINED;
                        default -> InvitationRefusal.EXPIRED;
                    });
        }
        if (!now.isBefore(expiresAt)) {
            throw new InvitationRefused(InvitationRefusal.EXPIRED);
        }
    }

    Invitee invitee(DataKey key) {
        return new Invitee(
                new Label(open(key, NAME, name)),
                new EmailAddress(open(key, EMAIL, email)),
                Optional.ofNullable(message).map(text -> open(key, MESSAGE, text)));
    }

    InvitationView view(DataKey key) {
        return new InvitationView(
                id,
                connectionId,
                state,
                invitee(key),
                FieldIds.ids(fields),
                Optional.ofNullable(flowId),
                Optional.ofNullable(stepId),
                new InvitationView.Times(sentAt, lastMailAt, expiresAt, endedAt));
    }

    private byte[] seal(DataKey key, String column, String clear) {
        ByteBuffer sealed = key.sealText(sellerId, id, column, clear);
        byte[] bytes = new byte[sealed.remaining()];
        sealed.get(bytes);
        return bytes;
    }

    private String open(DataKey key, String column, byte[] sealed) {
        return key.openText(sellerId, id, column, ByteBuffer.wrap(sealed));
    }
}
