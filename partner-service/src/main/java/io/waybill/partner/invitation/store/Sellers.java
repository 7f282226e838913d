package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.invitation.InvitationCommand.Link;
import io.waybill.partner.invitation.InvitationCommand.Resend;
import io.waybill.partner.invitation.InvitationCommand.Sender;
import io.waybill.partner.store.Writing;
import io.waybill.partner.subscription.Plan;
import io.waybill.partner.subscription.store.SubscriptionStore;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What decides whether an account may invite somebody. */
@Singleton
final class Sellers {

    private final AccountFacts accounts;
    private final SubscriptionStore subscriptions;
    private final InvitationStore invitations;
    private final SentMails mails;

    Sellers(
            AccountFacts accounts,
            SubscriptionStore subscriptions,
            InvitationStore invitations,
            SentMails mails) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.invitations = invitations;
        this.mails = mails;
    }

    Uni<Sender> sender(Writing writing, UUID seller, EmailAddress email) {
        var session = writing.session();
        return isPaying(writing, seller)
                .chain(paying ->
                        accounts.isOwn(session, seller, email)
                                .chain(own ->
                                        invitations
                                                .isPending(session, seller, email)
                                                .chain(pending ->
                                                        mails.lately(
                                                                        writing,
                                                                        seller,
                                                                        invitations.hmac(email))
                                                                .map(mailed ->
                                                                        new Sender(
                                                                                seller, paying, own,
                                                                                pending,
                                                                                mailed)))));
    }

    /** To send an invitation again. */
    Uni<Resend> resend(Writing writing, InvitationRow row, Link link) {
        return isPaying(writing, row.sellerId)
                .chain(paying ->
                        mails.lately(writing, row.sellerId, row.emailHmac)
                                .map(mailed -> new Resend(link, paying, mailed, writing.now())));
    }

    private Uni<Boolean> isPaying(Writing writing, UUID seller) {
        return subscriptions.plan(writing.session(), seller).map(plan -> plan == Plan.PAID);
    }
}
