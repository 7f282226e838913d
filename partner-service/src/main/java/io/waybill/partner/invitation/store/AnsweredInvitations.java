package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.AccountCommand.OpenAccount;
import io.waybill.partner.account.AccountTerms;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.account.store.AccountStore;
import io.waybill.partner.connection.ConnectionCommand.CloseUnanswered;
import io.waybill.partner.connection.EndCause;
import io.waybill.partner.connection.store.ConnectionStore;
import io.waybill.partner.invitation.InvitationCommand.Accept;
import io.waybill.partner.invitation.InvitationCommand.Decline;
import io.waybill.partner.invitation.LinkHash;
import io.waybill.partner.invitation.store.Acceptance.Buyer;
import io.waybill.partner.store.PersonKeys;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * What holders of a link do with it. A refusal comes as {@link InvitationRefused}, as {@link
 * io.waybill.partner.connection.store.ConnectionRefused} or, for a new account, as {@link
 * io.waybill.partner.account.store.EmailTaken}; nothing is done then.
 */
@Singleton
public final class AnsweredInvitations {

    private final Transactions transactions;
    private final InvitationStore invitations;
    private final ConnectionStore connections;
    private final Acceptance acceptance;
    private final Parties parties;

    AnsweredInvitations(
            Transactions transactions,
            InvitationStore invitations,
            ConnectionStore connections,
            Acceptance acceptance,
            Parties parties) {
        this.transactions = transactions;
        this.invitations = invitations;
        this.connections = connections;
        this.acceptance = acceptance;
        this.parties = parties;
    }

    /** Accounts and keys of those whom an invitation concerns. */
    @Singleton
    static final class Parties {

        private final AccountFacts facts;
        private final AccountStore accounts;
        private final PersonKeys keys;
        private final SentMails mails;

        Parties(AccountFacts facts, AccountStore accounts, PersonKeys keys, SentMails mails) {
            this.facts = facts;
            this.accounts = accounts;
            this.keys = keys;
            this.mails = mails;
        }
    }

    /** An invitation as the holder of its link sees it. */
    public record Shown(InvitationView invitation, Label seller) {}

    /**
     * The account that is opened by accepting; its first user has the address of the invitation.
     */
    public record NewAccount(
            UUID accountId, UUID ownerId, AccountTerms terms, String passwordHash) {

        @Override
        public String toString() {
            return "NewAccount[" + accountId + "]";
        }
    }

    /** What can be answered; what cannot any more is refused with how it ended. */
    public Uni<Shown> look(LinkHash link) {
        return transactions.run(writing ->
                invitations
                        .behind(writing, link)
                        .invoke(row -> row.checkOpen(writing.now()))
                        .chain(row ->
                                parties.keys
                                        .of(writing.session(), row.id)
                                        .map(row::view)
                                        .chain(view ->
                                                parties.facts
                                                        .name(writing.session(), row.sellerId)
                                                        .map(name -> new Shown(view, name)))));
    }

    /**
     * Accepts for an account that exists; again for the same account changes nothing.
     *
     * @param flow where a paying buyer wants the leads; it may say so later
     * @return the connection
     */
    public Uni<UUID> accept(LinkHash link, UUID account, String by, Optional<UUID> flow) {
        return transactions.run(writing ->
                invitations
                        .behind(writing, link)
                        .chain(row -> accept(writing, row, new Buyer(account, by, flow))));
    }

    /** Opens an account and accepts for it. */
    public Uni<UUID> accept(LinkHash link, NewAccount account) {
        String by = "user:" + account.ownerId;
        return transactions.run(writing ->
                invitations
                        .behind(writing, link)
                        .call(row -> open(writing, row, account))
                        .chain(row ->
                                accept(
                                        writing,
                                        row,
                                        new Buyer(account.accountId, by, Optional.empty()))));
    }

    /**
     * Declining again is no error.
     *
     * @param noMore whether nobody is to invite the address any more
     */
    public Uni<Void> decline(LinkHash link, Optional<String> reason, boolean noMore) {
        return transactions.run(writing ->
                invitations
                        .behind(writing, link)
                        .call(row -> decline(writing, row, reason))
                        .chain(row ->
                                noMore
                                        ? parties.mails.stop(writing, row.emailHmac)
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> open(Writing writing, InvitationRow row, NewAccount account) {
        return parties.keys
                .of(writing.session(), row.id)
                .map(key ->
                        new OpenAccount(
                                account.accountId,
                                account.terms,
                                account.ownerId,
                                row.invitee(key).email()))
                .chain(command -> parties.accounts.open(writing, command, account.passwordHash))
                .replaceWithVoid();
    }

    private Uni<UUID> accept(Writing writing, InvitationRow row, Buyer buyer) {
        return invitations
                .execute(writing, row, buyer.by(), new Accept(buyer.accountId(), writing.now()))
                .chain(done ->
                        done.changed()
                                ? acceptance.follow(writing, row.connectionId, buyer)
                                : Uni.createFrom().voidItem())
                .replaceWith(row.connectionId);
    }

    private Uni<Void> decline(Writing writing, InvitationRow row, Optional<String> reason) {
        String by = "invitation:" + row.id;
        return invitations
                .execute(writing, row, by, new Decline(reason, writing.now()))
                .chain(done ->
                        done.changed()
                                ? connections
                                        .execute(
                                                writing,
                                                row.connectionId,
                                                by,
                                                new CloseUnanswered(EndCause.DECLINED, reason))
                                        .replaceWithVoid()
                                : Uni.createFrom().voidItem());
    }
}
