package io.waybill.partner.account.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.partner.account.AccountEvent;
import io.waybill.partner.account.AccountEvent.AccountOpened;
import io.waybill.partner.account.AccountEvent.ApiKeyIssued;
import io.waybill.partner.account.AccountEvent.ApiKeyRevoked;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationResent;
import io.waybill.partner.account.AccountEvent.ColleagueInvitationRevoked;
import io.waybill.partner.account.AccountEvent.ColleagueInvited;
import io.waybill.partner.account.AccountEvent.ColleagueJoined;
import io.waybill.partner.account.AccountEvent.TeamEvent;
import io.waybill.partner.account.AccountEvent.UserAdded;
import io.waybill.partner.account.AccountEvent.UserRemoved;
import io.waybill.partner.account.AccountEvent.UserRoleChanged;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.Person;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows that follow from events. */
@Singleton
final class AccountRows {

    private static final String UNIQUE_EMAIL = "account_user_email";
    private static final String ONE_PENDING = "colleague_invitation_pending";

    private final MasterKeys masterKeys;
    private final EmailIndex emails;

    AccountRows(MasterKeys masterKeys, EmailIndex emails) {
        this.masterKeys = masterKeys;
        this.emails = emails;
    }

    /**
     * What the events of one command have in common.
     *
     * @param passwordHash of a user who is added
     */
    record Change(UUID account, SealingKeys keys, Instant at, Optional<String> passwordHash) {}

    Uni<Void> refuseTaken(Mutiny.Session session, EmailAddress email) {
        return session.createSelectionQuery(
                        "select count(*) from UserRow where emailHmac = :hmac", Long.class)
                .setParameter("hmac", emails.hmac(email))
                .getSingleResult()
                .invoke(found -> {
                    if (found > 0) {
                        throw new EmailTaken();
                    }
                })
                .replaceWithVoid();
    }

    /** Two who sign up at once with one address meet at the unique index. */
    static boolean isTakenEmail(Throwable failure) {
        return violates(failure, UNIQUE_EMAIL);
    }

    /** And so do two who invite one address at once. */
    static boolean isSecondPending(Throwable failure) {
        return violates(failure, ONE_PENDING);
    }

    private static boolean violates(Throwable failure, String constraint) {
        return failure instanceof ConstraintViolationException violation
                && String.valueOf(violation.getMessage()).contains(constraint);
    }

    Uni<Void> write(Mutiny.Session session, Change change, List<AccountEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> write(session, change, event))
                .collect()
                .last()
                .chain(session::flush);
    }

    private Uni<Void> write(Mutiny.Session session, Change change, AccountEvent event) {
        return switch (event) {
            case AccountOpened opened ->
                    session.persist(
                            AccountRow.of(
                                    opened.accountId(),
                                    opened.terms(),
                                    change.at,
                                    change.keys.account(),
                                    masterKeys.wrap(change.keys.account())));
            case UserAdded added -> session.persist(user(change, added));
            case ApiKeyIssued issued ->
                    session.persist(
                            ApiKeyRow.of(change.account, issued, change.at, change.keys.account()));
            case ApiKeyRevoked revoked ->
                    session.find(ApiKeyRow.class, revoked.keyId())
                            .invoke(row -> row.revokedAt = change.at)
                            .replaceWithVoid();
            case TeamEvent team -> write(session, change, team);
        };
    }

    private Uni<Void> write(Mutiny.Session session, Change change, TeamEvent event) {
        return switch (event) {
            case UserRoleChanged changed ->
                    lockedUser(session, changed.userId())
                            .invoke(row -> row.role = changed.role().text())
                            .replaceWithVoid();
            case UserRemoved removed ->
                    lockedUser(session, removed.userId())
                            .invoke(row -> row.remove(change.at))
                            .replaceWithVoid();
            case ColleagueInvited invited -> session.persist(colleague(change, invited));
            case ColleagueInvitationResent resent ->
                    colleague(session, resent.invitationId())
                            .invoke(row -> row.mailed(resent))
                            .replaceWithVoid();
            case ColleagueInvitationRevoked revoked ->
                    colleague(session, revoked.invitationId())
                            .invoke(row -> row.over("revoked", change.at))
                            .replaceWithVoid();
            case ColleagueJoined joined ->
                    colleague(session, joined.invitationId())
                            .invoke(row -> row.over("joined", change.at))
                            .replaceWithVoid();
        };
    }

    /** Locked: its password may be changed at the same moment. */
    private static Uni<UserRow> lockedUser(Mutiny.Session session, UUID user) {
        return session.find(UserRow.class, user, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<ColleagueRow> colleague(Mutiny.Session session, UUID invitation) {
        return session.find(ColleagueRow.class, invitation);
    }

    private ColleagueRow colleague(Change change, ColleagueInvited invited) {
        EmailAddress address = TeamRecords.address(invited);
        DataKey key = change.keys.person(invited.invitationId());
        ColleagueRow row = ColleagueRow.of(change.account, invited, address, key);
        row.emailHmac = emails.hmac(address);
        return row;
    }

    private UserRow user(Change change, UserAdded added) {
        Person who = AccountRecords.person(added);
        DataKey key = change.keys.person(added.userId());
        UserRow row = new UserRow();
        row.is(added.userId(), change.account, who, key);
        row.holds(masterKeys.wrap(key));
        row.emailHmac = emails.hmac(who.email());
        row.role = added.role().text();
        row.password = change.passwordHash.orElseThrow();
        row.addedAt = change.at;
        return row;
    }
}
