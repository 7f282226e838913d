package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.EmailAddress;
import io.waybill.partner.account.store.EmailIndex;
import io.waybill.partner.invitation.Invitation;
import io.waybill.partner.invitation.InvitationCommand;
import io.waybill.partner.invitation.InvitationCommand.Send;
import io.waybill.partner.invitation.InvitationDecider;
import io.waybill.partner.invitation.InvitationEvent;
import io.waybill.partner.invitation.InvitationRefusal;
import io.waybill.partner.invitation.LinkHash;
import io.waybill.partner.store.PersonKeys;
import io.waybill.partner.store.Writing;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands on invitations as parts of larger transactions, and fails with {@link
 * InvitationRefused}. Events stand in the seller's lane.
 */
@Singleton
final class InvitationStore {

    private static final String ONE_PENDING = "invitation_pending";

    private final PersonKeys keys;
    private final EmailIndex emails;

    InvitationStore(PersonKeys keys, EmailIndex emails) {
        this.keys = keys;
        this.emails = emails;
    }

    /**
     * What came of a command.
     *
     * @param changed false where it had been done before
     */
    record Done(InvitationRow row, DataKey key, boolean changed) {}

    Uni<Done> send(Writing writing, String by, Send command) {
        UUID seller = command.sender().sellerId();
        InvitationRow row = new InvitationRow();
        row.emailHmac = hmac(command.invitee().email());
        row.invitedBy = by;
        Invitation unsent = new Invitation.Unsent();
        List<InvitationEvent> events = decided(command, unsent);
        return keys.make(writing, scope(seller), command.invitationId())
                .chain(key -> {
                    events.forEach(event -> row.take(event, writing.now(), key));
                    return writing.session()
                            .persist(row)
                            .chain(() -> append(writing, row, new Hand(key, by, 0), events))
                            .replaceWith(new Done(row, key, true));
                })
                .onFailure(InvitationStore::isSecondPending)
                .transform(_ -> new InvitationRefused(InvitationRefusal.ALREADY_INVITED));
    }

    Uni<Done> execute(Writing writing, InvitationRow row, String by, InvitationCommand command) {
        return ReactiveEvents.load(writing.session(), row.id)
                .chain(stored ->
                        keys.of(writing.session(), row.id)
                                .chain(key -> {
                                    List<InvitationEvent> events = decided(command, folded(stored));
                                    events.forEach(event -> row.take(event, writing.now(), key));
                                    Hand hand = new Hand(key, by, stored.size());
                                    return append(writing, row, hand, events)
                                            .replaceWith(new Done(row, key, !events.isEmpty()));
                                }));
    }

    /** Locked until the end of the transaction; fails for what another account has sent. */
    Uni<InvitationRow> ofSeller(Writing writing, UUID seller, UUID invitation) {
        return writing.session()
                .find(InvitationRow.class, invitation, LockModeType.PESSIMISTIC_WRITE)
                .map(row -> known(row != null && row.sellerId.equals(seller) ? row : null));
    }

    /** Locked until the end of the transaction: of two who answer at once, one is first. */
    Uni<InvitationRow> behind(Writing writing, LinkHash link) {
        return writing.session()
                .createSelectionQuery(
                        "from InvitationRow where linkHash = :link", InvitationRow.class)
                .setParameter("link", link.bytes())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .map(InvitationStore::known);
    }

    /** As an address is known without being stored in clear. */
    byte[] hmac(EmailAddress email) {
        return emails.hmac(email);
    }

    /** Whether the seller waits for an answer of the address. */
    Uni<Boolean> isPending(Mutiny.Session session, UUID seller, EmailAddress email) {
        return session.createSelectionQuery(
                        "select count(*) from InvitationRow where sellerId = :seller"
                                + " and emailHmac = :hmac and state = 'pending'",
                        Long.class)
                .setParameter("seller", seller)
                .setParameter("hmac", hmac(email))
                .getSingleResult()
                .map(found -> found > 0);
    }

    private static InvitationRow known(@Nullable InvitationRow row) {
        if (row == null) {
            throw new InvitationRefused(InvitationRefusal.UNKNOWN);
        }
        return row;
    }

    private static List<InvitationEvent> decided(InvitationCommand command, Invitation state) {
        return switch (InvitationDecider.decide(command, state)) {
            case Decision.Accepted<InvitationEvent, InvitationRefusal>(var events) -> events;
            case Decision.Refused<InvitationEvent, InvitationRefusal>(var refusal) ->
                    throw new InvitationRefused(refusal);
        };
    }

    private static Invitation folded(List<SpecificRecord> events) {
        Invitation state = new Invitation.Unsent();
        for (SpecificRecord event : events) {
            state = Invitation.evolve(state, InvitationRecords.toEvent(event));
        }
        return state;
    }

    private record Hand(DataKey key, String by, long version) {}

    private static Uni<Void> append(
            Writing writing, InvitationRow row, Hand hand, List<InvitationEvent> events) {
        List<OutboundRecord> records = new ArrayList<>();
        for (InvitationEvent event : events) {
            long sequence = hand.version + records.size() + 1;
            var meta =
                    Metas.of(
                            scope(row.sellerId),
                            row.id,
                            sequence,
                            TimeOrderedIds.next(),
                            writing.now());
            records.add(
                    new OutboundRecord(
                            Topic.PARTNER_EVENTS,
                            row.sellerId.toString(),
                            InvitationRecords.toRecord(event, meta, hand.key, hand.by)));
        }
        return writing.append(row.id, hand.version, records);
    }

    private static Scope scope(UUID seller) {
        return Scope.of(seller, Correlation.current());
    }

    private static boolean isSecondPending(Throwable failure) {
        return failure instanceof ConstraintViolationException violation
                && String.valueOf(violation.getMessage()).contains(ONE_PENDING);
    }
}
