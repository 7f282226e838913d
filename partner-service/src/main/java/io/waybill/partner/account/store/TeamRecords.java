package io.waybill.partner.account.store;

import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.By;
import io.waybill.partner.account.ColleagueLink;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.v1.ColleagueInvitationResent;
import io.waybill.partner.v1.ColleagueInvitationRevoked;
import io.waybill.partner.v1.ColleagueInvited;
import io.waybill.partner.v1.ColleagueJoined;
import io.waybill.partner.v1.UserRemoved;
import io.waybill.partner.v1.UserRoleChanged;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Events about the people of an account as records, and back. */
final class TeamRecords {

    private static final String EMAIL = "ColleagueInvited.email";

    private TeamRecords() {}

    static SpecificRecord toRecord(AccountEvent.TeamEvent event, EventMeta meta, SealingKeys keys) {
        return switch (event) {
            case AccountEvent.UserRoleChanged changed ->
                    new UserRoleChanged(
                            meta, changed.userId(), changed.by().text(), changed.role().text());
            case AccountEvent.UserRemoved removed ->
                    new UserRemoved(meta, removed.userId(), removed.by().text());
            case AccountEvent.ColleagueInvited invited ->
                    new ColleagueInvited(
                            meta,
                            invited.invitationId(),
                            invited.by().text(),
                            bytes(invited.link()),
                            AccountRecords.seal(
                                    keys.person(invited.invitationId()),
                                    meta,
                                    EMAIL,
                                    address(invited).text()),
                            invited.role().text(),
                            invited.link().expiresAt());
            case AccountEvent.ColleagueInvitationResent resent ->
                    new ColleagueInvitationResent(
                            meta,
                            resent.invitationId(),
                            resent.by().text(),
                            bytes(resent.link()),
                            resent.link().expiresAt());
            case AccountEvent.ColleagueInvitationRevoked revoked ->
                    new ColleagueInvitationRevoked(
                            meta, revoked.invitationId(), revoked.by().text());
            case AccountEvent.ColleagueJoined joined ->
                    new ColleagueJoined(meta, joined.invitationId(), joined.userId());
        };
    }

    /**
     * @throws IllegalStateException when the record is of no kind that an account's stream has
     */
    static AccountEvent toEvent(SpecificRecord record) {
        return switch (record) {
            case UserRoleChanged changed ->
                    new AccountEvent.UserRoleChanged(
                            changed.getUserId(),
                            AccountRecords.role(changed.getRole()),
                            new By(changed.getBy()));
            case UserRemoved removed ->
                    new AccountEvent.UserRemoved(removed.getUserId(), new By(removed.getBy()));
            case ColleagueInvited invited ->
                    new AccountEvent.ColleagueInvited(
                            invited.getInvitationId(),
                            null,
                            AccountRecords.role(invited.getRole()),
                            link(invited.getLinkHash(), invited.getExpiresAt()),
                            new By(invited.getBy()),
                            invited.getMeta().getOccurredAt());
            case ColleagueInvitationResent resent ->
                    new AccountEvent.ColleagueInvitationResent(
                            resent.getInvitationId(),
                            link(resent.getLinkHash(), resent.getExpiresAt()),
                            new By(resent.getBy()),
                            resent.getMeta().getOccurredAt());
            case ColleagueInvitationRevoked revoked ->
                    new AccountEvent.ColleagueInvitationRevoked(
                            revoked.getInvitationId(), new By(revoked.getBy()));
            case ColleagueJoined joined ->
                    new AccountEvent.ColleagueJoined(joined.getInvitationId(), joined.getUserId());
            default ->
                    throw new IllegalStateException(
                            "not of an account: " + record.getSchema().getName());
        };
    }

    /** Of somebody who is being invited. */
    static EmailAddress address(AccountEvent.ColleagueInvited invited) {
        return Objects.requireNonNull(invited.email(), "somebody is invited");
    }

    private static ByteBuffer bytes(ColleagueLink link) {
        return ByteBuffer.wrap(link.hash().bytes());
    }

    private static ColleagueLink link(ByteBuffer hash, Instant expiresAt) {
        return new ColleagueLink(new KeyHash(Sealed.bytes(hash)), expiresAt);
    }
}
