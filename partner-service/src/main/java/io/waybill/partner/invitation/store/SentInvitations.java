package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.PartnerConfig;
import io.waybill.partner.connection.ConnectionCommand.CloseUnanswered;
import io.waybill.partner.connection.ConnectionCommand.Open;
import io.waybill.partner.connection.EndCause;
import io.waybill.partner.connection.store.ConnectionStore;
import io.waybill.partner.invitation.InvitationCommand.Expire;
import io.waybill.partner.invitation.InvitationCommand.Link;
import io.waybill.partner.invitation.InvitationCommand.Offer;
import io.waybill.partner.invitation.InvitationCommand.Revoke;
import io.waybill.partner.invitation.InvitationCommand.Send;
import io.waybill.partner.invitation.Invitee;
import io.waybill.partner.invitation.LinkHash;
import io.waybill.partner.session.crypto.Secret;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * What sellers do with invitations. A refusal comes as {@link InvitationRefused}. Each changes the
 * connection that the invitation leads to in the same transaction.
 */
@Singleton
public final class SentInvitations {

    private static final String SYSTEM = "system";

    private final Transactions transactions;
    private final InvitationStore invitations;
    private final ConnectionStore connections;
    private final InvitationMails mails;
    private final Terms terms;

    SentInvitations(
            Transactions transactions,
            InvitationStore invitations,
            ConnectionStore connections,
            InvitationMails mails,
            Terms terms) {
        this.transactions = transactions;
        this.invitations = invitations;
        this.connections = connections;
        this.mails = mails;
        this.terms = terms;
    }

    /** Who may invite, and how long an invitation stands. */
    @Singleton
    static final class Terms {

        private final Sellers sellers;
        private final Duration lifetime;

        Terms(Sellers sellers, PartnerConfig config) {
            this.sellers = sellers;
            this.lifetime = config.invitationLifetime();
        }
    }

    /** An account, and who acts for it. */
    public record Seller(UUID accountId, String by) {}

    public Uni<InvitationView> send(Seller seller, Invitee invitee, Offer offer) {
        return send(seller, invitee, offer, terms.lifetime);
    }

    /** With another lifetime than the usual. */
    Uni<InvitationView> send(Seller seller, Invitee invitee, Offer offer, Duration lifetime) {
        return transactions.run(writing -> {
            Secret secret = Secret.random();
            return terms.sellers
                    .sender(writing, seller.accountId, invitee.email())
                    .chain(sender ->
                            invitations.send(
                                    writing,
                                    seller.by,
                                    new Send(
                                            TimeOrderedIds.next(),
                                            TimeOrderedIds.next(),
                                            sender,
                                            invitee,
                                            offer,
                                            link(writing, secret, lifetime),
                                            writing.now())))
                    .call(done ->
                            connections.open(writing, seller.by, opening(done, invitee, offer)))
                    .call(done -> mails.send(writing, done, secret))
                    .map(done -> done.row().view(done.key()));
        });
    }

    /** With a new link; the one before works no more. */
    public Uni<InvitationView> resend(Seller seller, UUID invitation) {
        return transactions.run(writing -> {
            Secret secret = Secret.random();
            return invitations
                    .ofSeller(writing, seller.accountId, invitation)
                    .chain(row ->
                            terms.sellers
                                    .resend(writing, row, link(writing, secret, terms.lifetime))
                                    .chain(resend ->
                                            invitations.execute(writing, row, seller.by, resend)))
                    .call(done -> mails.send(writing, done, secret))
                    .map(done -> done.row().view(done.key()));
        });
    }

    /** Revoking again is no error. */
    public Uni<Void> revoke(Seller seller, UUID invitation) {
        return transactions.run(writing ->
                invitations
                        .ofSeller(writing, seller.accountId, invitation)
                        .chain(row ->
                                invitations.execute(
                                        writing, row, seller.by, new Revoke(writing.now())))
                        .chain(done -> close(writing, done, seller.by, EndCause.REVOKED)));
    }

    /** Ends one whose time is over; one whose time is not stays as it is. */
    public Uni<Void> expire(UUID invitation) {
        return transactions.run(writing ->
                writing.session()
                        .find(InvitationRow.class, invitation)
                        .chain(row ->
                                invitations.execute(
                                        writing, row, SYSTEM, new Expire(writing.now())))
                        .chain(done -> close(writing, done, SYSTEM, EndCause.EXPIRED)));
    }

    private Uni<Void> close(Writing writing, InvitationStore.Done done, String by, EndCause cause) {
        return done.changed()
                ? connections
                        .execute(
                                writing,
                                done.row().connectionId,
                                by,
                                new CloseUnanswered(cause, Optional.empty()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private static Open opening(InvitationStore.Done done, Invitee invitee, Offer offer) {
        InvitationRow row = done.row();
        return new Open(row.connectionId, row.sellerId, row.id, invitee.name(), offer.fields());
    }

    private static Link link(Writing writing, Secret secret, Duration lifetime) {
        return new Link(
                LinkHash.of(secret.hash()),
                writing.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS));
    }
}
