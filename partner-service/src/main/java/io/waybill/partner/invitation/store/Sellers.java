package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.store.AccountFacts;
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

    Sellers(AccountFacts accounts, SubscriptionStore subscriptions, InvitationStore invitations) {
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.invitations = invitations;
    }

    Uni<Sender> sender(Writing writing, UUID seller, EmailAddress email) {
        var session = writing.session();
        return subscriptions
                .plan(session, seller)
                .chain(plan ->
                        accounts.isOwn(session, seller, email)
                                .chain(own ->
                                        invitations
                                                .isPending(session, seller, email)
                                                .chain(pending ->
                                                        invitations
                                                                .recently(writing, seller)
                                                                .map(recently ->
                                                                        new Sender(
                                                                                seller,
                                                                                plan == Plan.PAID,
                                                                                own,
                                                                                pending,
                                                                                recently)))));
    }
}
