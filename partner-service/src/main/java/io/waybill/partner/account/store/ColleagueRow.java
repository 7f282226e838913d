package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationResent;
import io.waybill.partner.account.AccountEvent.ColleagueInvited;
import io.waybill.partner.account.ColleagueLink;
import io.waybill.partner.account.EmailAddress;
import io.waybill.servicekit.auth.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "colleague_invitation")
@SuppressWarnings("NullAway.Init") // filled in by Hibernate
class ColleagueRow {

    private static final String PENDING = "pending";
    private static final String EXPIRED = "expired";
    private static final String EMAIL = "colleague_invitation.email";

    @Id UUID id;

    @Column(name = "account_id")
    UUID accountId;

    String state;

    @Column(name = "link_hash")
    byte[] linkHash;

    @Column(name = "email_hmac")
    byte[] emailHmac;

    byte[] email;
    String role;

    @Column(name = "invited_by")
    String invitedBy;

    @Column(name = "invited_at")
    Instant invitedAt;

    @Column(name = "mailed_at")
    Instant mailedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    /**
     * @param key the invitation's
     */
    static ColleagueRow of(
            UUID account, ColleagueInvited invited, EmailAddress address, DataKey key) {
        ColleagueRow row = new ColleagueRow();
        row.id = invited.invitationId();
        row.accountId = account;
        row.state = PENDING;
        row.email = Sealed.seal(key, account, row.id, EMAIL, address.text());
        row.role = invited.role().text();
        row.invitedBy = invited.by().text();
        row.invitedAt = invited.at();
        row.mailed(invited.link(), invited.at());
        return row;
    }

    void mailed(ColleagueInvitationResent resent) {
        mailed(resent.link(), resent.at());
    }

    private void mailed(ColleagueLink link, Instant at) {
        linkHash = link.hash().bytes();
        expiresAt = link.expiresAt();
        mailedAt = at;
    }

    void over(String how, Instant at) {
        state = how;
        endedAt = at;
    }

    ColleagueView view(DataKey key, Instant now) {
        boolean expired = state.equals(PENDING) && !now.isBefore(expiresAt);
        return new ColleagueView(
                id,
                accountId,
                new EmailAddress(Sealed.open(key, accountId, id, EMAIL, email)),
                Role.of(role).orElse(Role.READ_ONLY),
                expired ? EXPIRED : state,
                new ColleagueView.Times(invitedAt, mailedAt, expiresAt, endedAt));
    }
}
