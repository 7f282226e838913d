package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Answer;
import io.waybill.feedback.leadfeedback.FeedbackCommand.Answered;
import io.waybill.feedback.leadfeedback.FeedbackCommand.ConcludeSending;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.GiveFeedback.Reason;
import io.waybill.feedback.leadfeedback.store.FlowTerms.Version;
import io.waybill.feedback.leadfeedback.store.Recorded.Committed;
import io.waybill.feedback.leadfeedback.store.Recorded.Outcome;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Records what came of telling sources, each once: the row is locked while it is done. */
@Singleton
public final class SendingStore {

    private static final String SETTLED =
            """
            SELECT sending_id FROM sending
            WHERE state = 'settled' AND due_at <= now() ORDER BY due_at
            """;

    /** One that cannot be recorded now must not keep the others waiting. */
    private static final String PUT_BACK =
            """
            UPDATE sending
            SET tries = tries + 1,
                due_at = now() + least(power(2, least(tries, 10)), 300) * interval '1 second'
            WHERE sending_id = ?1 AND state = 'settled'
            """;

    private final Mutiny.SessionFactory sessions;
    private final RelayLifecycle relay;
    private final MasterKeys masterKeys;
    private final FlowTerms terms;

    SendingStore(
            Mutiny.SessionFactory sessions,
            RelayLifecycle relay,
            MasterKeys masterKeys,
            FlowTerms terms) {
        this.sessions = sessions;
        this.relay = relay;
        this.masterKeys = masterKeys;
        this.terms = terms;
    }

    /** Sendings that delivery has settled and that are to be recorded, the longest due first. */
    public Uni<List<UUID>> settled(int most) {
        return sessions.withSession(session ->
                session.createNativeQuery(SETTLED, UUID.class).setMaxResults(most).getResultList());
    }

    /** Leaves one for later. */
    public Uni<Void> putBack(UUID sendingId) {
        return sessions.withTransaction(session ->
                session.createNativeQuery(PUT_BACK)
                        .setParameter(1, sendingId)
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /**
     * One try to record a sending.
     *
     * @return false when somebody else has done it
     */
    public Uni<Boolean> conclude(UUID sendingId) {
        return sessions.withTransaction(session -> conclude(session, sendingId))
                .invoke(done -> {
                    if (done) {
                        relay.wake();
                    }
                });
    }

    private Uni<Boolean> conclude(Mutiny.Session session, UUID sendingId) {
        return session.find(SendingRow.class, sendingId, LockModeType.PESSIMISTIC_WRITE)
                .chain(sending ->
                        sending == null || !sending.isSettled()
                                ? Uni.createFrom().item(false)
                                : session.find(DeliveryRow.class, sending.eventId)
                                        .chain(delivery ->
                                                conclude(
                                                        session,
                                                        sending,
                                                        Objects.requireNonNull(
                                                                delivery, "delivery"))));
    }

    private Uni<Boolean> conclude(
            Mutiny.Session session, SendingRow sending, DeliveryRow delivery) {
        return terms.of(session, delivery)
                .map(Optional::orElseThrow)
                .chain(version -> conclude(session, sending, delivery, version))
                .replaceWith(true);
    }

    private Uni<Void> conclude(
            Mutiny.Session session, SendingRow sending, DeliveryRow delivery, Version version) {
        Optional<DataKey> key = delivery.liveKey().map(masterKeys::unwrap);
        Optional<String> reason = key.flatMap(open -> reason(sending, open));
        List<FeedbackEvent> events = decided(sending, delivery, version, reason);
        return recount(session, sending, delivery, version)
                .chain(() -> write(session, sending, delivery, new Outcomes(events, reason, key)));
    }

    /** Quotas are of what stands: what came to nothing is given back, in the period it was of. */
    private static Uni<Void> recount(
            Mutiny.Session session, SendingRow sending, DeliveryRow delivery, Version version) {
        if (sending.counts() == sending.willCount()) {
            return Uni.createFrom().voidItem();
        }
        Quotas quotas =
                new Quotas(
                        session,
                        delivery,
                        version.terms(delivery.sourceId, delivery.stepId),
                        new FeedbackType(sending.type),
                        sending.askedAt);
        return sending.willCount() ? quotas.count() : quotas.giveBack();
    }

    /** What is to be written of a sending. */
    private record Outcomes(
            List<FeedbackEvent> events, Optional<String> reason, Optional<DataKey> key) {}

    private static List<FeedbackEvent> decided(
            SendingRow sending, DeliveryRow delivery, Version version, Optional<String> reason) {
        ConcludeSending command =
                new ConcludeSending(
                        sending.feedbackId,
                        new FeedbackType(sending.type),
                        new Answered(sending.answered(), sending.inBatch),
                        reason.map(Reason::new),
                        Objects.requireNonNull(sending.settledAt, "settled without a time"));
        return Giving.decided(
                command, delivery.state(version.terms(delivery.sourceId, delivery.stepId)));
    }

    private static Uni<Void> write(
            Mutiny.Session session, SendingRow sending, DeliveryRow delivery, Outcomes outcomes) {
        FeedbackRecords records =
                new FeedbackRecords(
                        delivery,
                        sending.correlation,
                        Optional.of(new FeedbackType(sending.type)),
                        outcomes.key());
        FeedbackRows rows = new FeedbackRows(session, delivery);
        boolean told = sending.inBatch;
        sending.conclude();
        Uni<Void> appended =
                outcomes.events().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : ReactiveEvents.append(
                                session,
                                delivery.eventId,
                                delivery.version,
                                records.of(outcomes.events()));
        return appended.chain(() -> rows.reversals(outcomes.events()))
                .chain(() ->
                        isCostToFollow(sending, delivery)
                                ? rows.lateCost(sending)
                                : Uni.createFrom().voidItem())
                .chain(() ->
                        told
                                ? Uni.createFrom().voidItem()
                                : rows.answered(
                                        answer(sending, delivery, outcomes.reason()),
                                        outcomes.key()));
    }

    /** What a lead cost is known once it has its outcome, which may be after its return. */
    private static boolean isCostToFollow(SendingRow sending, DeliveryRow delivery) {
        return sending.answered() == Answer.TAKEN
                && sending.type.equals(FeedbackType.RETURN.text())
                && !delivery.test
                && !delivery.isCompleted();
    }

    /** The buyer is told what the source has answered. */
    private static Committed answer(
            SendingRow sending, DeliveryRow delivery, Optional<String> reason) {
        Outcome outcome = outcome(sending.answered());
        return new Committed(
                sending.feedbackId,
                delivery.leadId,
                outcome,
                outcome == Outcome.SUCCESS
                        ? Optional.empty()
                        : reason.or(() -> Optional.of(words(sending.answered()))));
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer) {
            case TAKEN, GATHERED -> Outcome.SUCCESS;
            case REFUSED -> Outcome.FAILURE;
            case FAILED, UNANSWERED -> Outcome.ERROR;
        };
    }

    private static String words(Answer answer) {
        return switch (answer) {
            case REFUSED -> "The source does not take this feedback";
            case UNANSWERED ->
                    "The feedback is recorded; the source could not be told for certain by now";
            case FAILED, TAKEN, GATHERED -> "The source could not be told";
        };
    }

    private static Optional<String> reason(SendingRow sending, DataKey key) {
        if (sending.reason == null || sending.reasonRecord == null || sending.reasonField == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    key.openText(
                            sending.sendingId,
                            sending.reasonRecord,
                            sending.reasonField,
                            ByteBuffer.wrap(sending.reason)));
        } catch (SealBroken unreadable) {
            return Optional.empty();
        }
    }
}
