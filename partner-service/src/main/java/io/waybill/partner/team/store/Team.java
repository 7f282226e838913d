package io.waybill.partner.team.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.AccountCommand.ChangeRole;
import io.waybill.partner.account.AccountCommand.InviteColleague;
import io.waybill.partner.account.AccountCommand.RemoveUser;
import io.waybill.partner.account.AccountCommand.ResendColleague;
import io.waybill.partner.account.AccountCommand.RevokeColleague;
import io.waybill.partner.account.By;
import io.waybill.partner.account.Colleague;
import io.waybill.partner.account.ColleagueLink;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.KeyHash;
import io.waybill.partner.account.store.AccountRefused;
import io.waybill.partner.account.store.AccountStore;
import io.waybill.partner.account.store.ColleagueReader;
import io.waybill.partner.account.store.ColleagueView;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.session.store.SessionStore;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import io.waybill.servicekit.auth.Role;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What users of an account do with each other. A refusal comes as {@link AccountRefused} or, for an
 * address that is invited, as {@link io.waybill.partner.account.store.AlreadyInvited}.
 */
@Singleton
public final class Team {

    private final Transactions transactions;
    private final AccountStore accounts;
    private final ColleagueReader colleagues;
    private final ColleagueMails mails;
    private final SessionStore sessions;

    Team(
            Transactions transactions,
            AccountStore accounts,
            ColleagueReader colleagues,
            ColleagueMails mails,
            SessionStore sessions) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.colleagues = colleagues;
        this.mails = mails;
        this.sessions = sessions;
    }

    /** An account, and who acts for it. */
    public record Member(UUID accountId, By by) {}

    public Uni<ColleagueView> invite(Member member, EmailAddress email, Role role) {
        UUID invitation = TimeOrderedIds.next();
        Secret secret = Secret.random();
        return transactions.run(writing ->
                colleagues
                        .invited(writing, member.accountId, email)
                        .map(invited ->
                                new InviteColleague(
                                        invitation,
                                        invited,
                                        role,
                                        link(writing, secret),
                                        member.by,
                                        writing.now()))
                        .chain(command -> accounts.invite(writing, member.accountId, command))
                        .invoke(AccountRefused::orEvents)
                        .chain(() -> mailed(writing, member, invitation, secret)));
    }

    /** With a new link; the one before works no more. */
    public Uni<ColleagueView> resend(Member member, UUID invitation) {
        Secret secret = Secret.random();
        return transactions.run(writing ->
                accounts.execute(
                                writing,
                                member.accountId,
                                new ResendColleague(
                                        invitation,
                                        link(writing, secret),
                                        member.by,
                                        writing.now()))
                        .invoke(AccountRefused::orEvents)
                        .chain(() -> mailed(writing, member, invitation, secret)));
    }

    /** Revoking again is no error. */
    public Uni<Void> revoke(Member member, UUID invitation) {
        return accounts.execute(member.accountId, new RevokeColleague(invitation, member.by))
                .invoke(AccountRefused::orEvents)
                .replaceWithVoid();
    }

    /** To the role that it is already is no error. */
    public Uni<Void> change(Member member, UUID user, Role role) {
        return accounts.execute(member.accountId, new ChangeRole(user, role, member.by))
                .invoke(AccountRefused::orEvents)
                .replaceWithVoid();
    }

    /** Ends its sessions, and with them whatever else it could come back by. */
    public Uni<Void> remove(Member member, UUID user) {
        return transactions.run(writing ->
                accounts.execute(writing, member.accountId, new RemoveUser(user, member.by))
                        .invoke(AccountRefused::orEvents)
                        .chain(() -> forgetLinks(writing, user))
                        .chain(() -> sessions.endAll(writing, user)));
    }

    private Uni<ColleagueView> mailed(
            Writing writing, Member member, UUID invitation, Secret secret) {
        return colleagues
                .find(writing, member.accountId, invitation)
                .map(found -> found.orElseThrow())
                .call(view -> mails.send(writing, view, secret));
    }

    private static Uni<Integer> forgetLinks(Writing writing, UUID user) {
        return writing.session()
                .createMutationQuery("delete from PasswordResetRow where userId = :user")
                .setParameter("user", user)
                .executeUpdate();
    }

    private static ColleagueLink link(Writing writing, Secret secret) {
        return new ColleagueLink(
                new KeyHash(secret.hash()),
                writing.now().plus(Colleague.LIFETIME).truncatedTo(ChronoUnit.SECONDS));
    }
}
