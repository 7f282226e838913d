package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.feedback.leadfeedback.store.FlowTerms.Version;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Decides on a feedback and records it, events and outbox rows in one transaction. Two calls about
 * one event at the same moment see the same version; the second to commit fails with {@link
 * io.waybill.eventsourcing.store.StaleVersion} and is to be tried again.
 */
@Singleton
public final class FeedbackStore {

    private final Mutiny.SessionFactory sessions;
    private final RelayLifecycle relay;
    private final MasterKeys masterKeys;
    private final FlowTerms terms;
    private final AccessCheck access;

    FeedbackStore(
            Mutiny.SessionFactory sessions,
            RelayLifecycle relay,
            MasterKeys masterKeys,
            FlowTerms terms,
            AccessCheck access) {
        this.sessions = sessions;
        this.relay = relay;
        this.masterKeys = masterKeys;
        this.terms = terms;
        this.access = access;
    }

    /** One try; the relay is woken when it has committed something. */
    public Uni<Recorded> give(Call call) {
        return sessions.withTransaction(session -> give(session, call))
                .invoke(recorded -> {
                    if (recorded instanceof Recorded.Committed) {
                        relay.wake();
                    }
                });
    }

    /** What the caller of a feedback that was recorded is told by now. */
    public Uni<Recorded> answer(UUID eventId, UUID feedbackId) {
        return sessions.withSession(session ->
                session.find(DeliveryRow.class, eventId)
                        .chain(delivery ->
                                delivery == null
                                        ? done(new Recorded.UnknownEvent())
                                        : session.find(FeedbackRow.class, feedbackId)
                                                .map(row -> answer(row, delivery))));
    }

    /**
     * What a delivery takes; empty where the account is neither its seller nor its buyer, or it is
     * not known by now.
     */
    public Uni<Optional<FeedbackTerms>> terms(UUID eventId, UUID account) {
        return sessions.withSession(session ->
                session.find(DeliveryRow.class, eventId)
                        .chain(delivery ->
                                delivery == null || isOfOthers(delivery, account)
                                        ? Uni.createFrom().item(Optional.empty())
                                        : terms.of(session, delivery)
                                                .map(version ->
                                                        version.map(known ->
                                                                known.terms(
                                                                        delivery.sourceId,
                                                                        delivery.stepId)))));
    }

    private Uni<Recorded> give(Mutiny.Session session, Call call) {
        return session.find(DeliveryRow.class, call.eventId())
                .chain(delivery ->
                        delivery == null || isOfOthers(delivery, call)
                                ? done(new Recorded.UnknownEvent())
                                : terms.of(session, delivery)
                                        .chain(version ->
                                                version.isEmpty()
                                                        ? done(new Recorded.NotYetKnown())
                                                        : give(
                                                                session,
                                                                delivery,
                                                                version.get(),
                                                                call)));
    }

    private Uni<Recorded> give(
            Mutiny.Session session, DeliveryRow delivery, Version version, Call call) {
        FeedbackTerms asked = version.terms(delivery.sourceId, delivery.stepId);
        if (call.origin().account().isEmpty()
                && !access.passes(
                        asked.options().access(),
                        delivery.accountId,
                        call.proof(),
                        call.given().at())) {
            return done(new Recorded.AccessDenied());
        }
        if (!delivery.keyKnown || isEarlyReturn(delivery, call)) {
            return done(new Recorded.NotYetKnown());
        }
        Giving giving = new Giving(session, delivery, version, delivery.liveKey().map(this::key));
        if (giving.lacksLead(call)) {
            return done(giving.leadNeeded());
        }
        return earlier(session, delivery, asked, call)
                .chain(before -> before.isPresent() ? done(before.get()) : giving.record(call));
    }

    /** Where a source is told, also a call without a key may be one that is said again. */
    private Uni<Optional<Recorded>> earlier(
            Mutiny.Session session, DeliveryRow delivery, FeedbackTerms asked, Call call) {
        EarlierCalls calls =
                new EarlierCalls(session, delivery, delivery.liveKey().map(masterKeys::unwrap));
        if (call.origin().repeatable()) {
            return calls.ofSameId(call);
        }
        return call.given().type().filter(asked.sendings()::containsKey).isPresent()
                ? calls.ofSameWords(call)
                : Uni.createFrom().item(Optional.empty());
    }

    /** A return takes back what the delivery earned, which has to be known for that. */
    private static boolean isEarlyReturn(DeliveryRow delivery, Call call) {
        return !delivery.isSettled()
                && call.given().type().filter(FeedbackType.RETURN::equals).isPresent();
    }

    /** Whether who has signed in is neither the seller nor the buyer. */
    private static boolean isOfOthers(DeliveryRow delivery, Call call) {
        return call.origin().account().filter(id -> isOfOthers(delivery, id)).isPresent();
    }

    private static boolean isOfOthers(DeliveryRow delivery, UUID account) {
        return !account.equals(delivery.accountId) && !account.equals(delivery.counterpartyId);
    }

    private Recorded answer(FeedbackRow row, DeliveryRow delivery) {
        return row.answer(delivery.leadId, delivery.liveKey().map(masterKeys::unwrap));
    }

    private SendingRequest.Key key(WrappedKey wrapped) {
        return new SendingRequest.Key(masterKeys.unwrap(wrapped), wrapped);
    }

    private static Uni<Recorded> done(Recorded result) {
        return Uni.createFrom().item(result);
    }
}
