package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.invitation.Invitation;
import io.waybill.partner.invitation.InvitationCommand.Mailed;
import io.waybill.partner.store.Writing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * How many invitations go out, counted by mails: what became of an invitation does not matter to
 * whoever got them.
 */
@Singleton
final class SentMails {

    private static final Duration DAY = Duration.ofDays(1);

    private static final String LOCK =
            """
            INSERT INTO invited_address (email_hmac) VALUES (?1)
            ON CONFLICT (email_hmac) DO UPDATE SET email_hmac = excluded.email_hmac
            """;

    private static final String STOP =
            """
            INSERT INTO invited_address (email_hmac, no_more) VALUES (?1, true)
            ON CONFLICT (email_hmac) DO UPDATE SET no_more = true
            """;

    private static final String UNWANTED =
            """
            SELECT count(*) FROM invited_address a
            WHERE a.email_hmac = ?1 AND (a.no_more OR EXISTS (
                SELECT 1 FROM invitation i
                WHERE i.seller_id = ?2 AND i.email_hmac = a.email_hmac
                    AND i.state = 'declined' AND i.ended_at > ?3))
            """;

    private final AccountFacts accounts;

    SentMails(AccountFacts accounts) {
        this.accounts = accounts;
    }

    /** Others who write to the address, or for the seller, wait until this transaction ends. */
    Uni<Mailed> lately(Writing writing, UUID seller, byte[] address) {
        Mutiny.Session session = writing.session();
        Instant since = writing.now().minus(DAY);
        return accounts.lock(session, seller)
                .chain(() ->
                        session.createNativeQuery(LOCK).setParameter(1, address).executeUpdate())
                .chain(() -> count(session, "sellerId = :whose", seller, since))
                .chain(bySeller ->
                        count(session, "emailHmac = :whose", address, since)
                                .chain(toAddress ->
                                        isUnwanted(writing, seller, address)
                                                .map(unwanted ->
                                                        new Mailed(
                                                                bySeller, toAddress, unwanted))));
    }

    /** To be called with each mail. Those of the seller that count no more are forgotten. */
    Uni<Void> note(Writing writing, InvitationRow invitation) {
        Mutiny.Session session = writing.session();
        return session.createMutationQuery(
                        "delete from SentMailRow where sellerId = :seller and sentAt <= :since")
                .setParameter("seller", invitation.sellerId)
                .setParameter("since", writing.now().minus(DAY))
                .executeUpdate()
                .chain(() ->
                        session.persist(
                                SentMailRow.of(TimeOrderedIds.next(), invitation, writing.now())));
    }

    /** Nobody invites the address any more. */
    Uni<Void> stop(Writing writing, byte[] address) {
        return writing.session()
                .createNativeQuery(STOP)
                .setParameter(1, address)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Long> count(
            Mutiny.Session session, String condition, Object whose, Instant since) {
        return session.createSelectionQuery(
                        "select count(*) from SentMailRow where sentAt > :since and " + condition,
                        Long.class)
                .setParameter("whose", whose)
                .setParameter("since", since)
                .getSingleResult();
    }

    private static Uni<Boolean> isUnwanted(Writing writing, UUID seller, byte[] address) {
        Instant since = writing.now().minus(Invitation.AFTER_DECLINING);
        return writing.session()
                .createNativeQuery(UNWANTED, Long.class)
                .setParameter(1, address)
                .setParameter(2, seller)
                .setParameter(3, since.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .map(found -> found > 0);
    }
}
