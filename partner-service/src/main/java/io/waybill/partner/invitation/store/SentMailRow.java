package io.waybill.partner.invitation.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A mail of an invitation, kept for as long as it counts. */
@Entity
@Table(name = "invitation_mail")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class SentMailRow {

    @Id UUID id;

    @Column(name = "seller_id")
    UUID sellerId;

    @Column(name = "email_hmac")
    byte[] emailHmac;

    @Column(name = "sent_at")
    Instant sentAt;

    static SentMailRow of(UUID id, InvitationRow invitation, Instant at) {
        SentMailRow row = new SentMailRow();
        row.id = id;
        row.sellerId = invitation.sellerId;
        row.emailHmac = invitation.emailHmac;
        row.sentAt = at;
        return row;
    }
}
