package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.feedback.leadfeedback.FeedbackCommand;
import io.waybill.feedback.leadfeedback.FeedbackCommand.KnowCost;
import io.waybill.feedback.leadfeedback.FeedbackCommand.KnowSale;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.store.FlowTerms.Version;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes back what came to be known behind a return: of sales, and of what leads cost. */
@Singleton
public final class LateMoney {

    private static final String DUE =
            "SELECT id FROM late_money WHERE NOT recorded AND due_at <= ?1 ORDER BY due_at";
    private static final String RETURN =
            """
            SELECT feedback_id FROM feedback
            WHERE event_id = ?1 AND type = 'return' AND outcome = 'SUCCESS'
            ORDER BY received_at, feedback_id
            """;

    private final Mutiny.SessionFactory sessions;
    private final RelayLifecycle relay;
    private final FlowTerms terms;
    private final InstantSource clock;

    LateMoney(
            Mutiny.SessionFactory sessions,
            RelayLifecycle relay,
            FlowTerms terms,
            InstantSource clock) {
        this.sessions = sessions;
        this.relay = relay;
        this.terms = terms;
        this.clock = clock;
    }

    /** What is to be looked at now, the longest due first. */
    public Uni<List<String>> due(int most) {
        return sessions.withSession(session ->
                session.createNativeQuery(DUE, String.class)
                        .setParameter(1, clock.instant().atOffset(ZoneOffset.UTC))
                        .setMaxResults(most)
                        .getResultList());
    }

    /** One try to record what follows; nothing where somebody else has. */
    public Uni<Void> record(String id) {
        return sessions.withTransaction(session ->
                        session.find(LateMoneyRow.class, id, LockModeType.PESSIMISTIC_WRITE)
                                .chain(late ->
                                        late == null || late.recorded
                                                ? nothing()
                                                : record(session, late)))
                .invoke(relay::wake);
    }

    private Uni<Void> record(Mutiny.Session session, LateMoneyRow late) {
        return command(session, late)
                .chain(command ->
                        command.isEmpty()
                                ? later(late)
                                : session.find(DeliveryRow.class, late.eventId)
                                        .map(delivery ->
                                                Objects.requireNonNull(delivery, "delivery"))
                                        .chain(delivery ->
                                                terms.of(session, delivery)
                                                        .map(Optional::orElseThrow)
                                                        .chain(version ->
                                                                record(
                                                                        new Found(
                                                                                session, delivery,
                                                                                late),
                                                                        version,
                                                                        command.get()))));
    }

    private Uni<Void> later(LateMoneyRow late) {
        late.putBack(clock.instant());
        return nothing();
    }

    /** What is to be decided; empty where nothing is to be taken back by now. */
    private Uni<Optional<FeedbackCommand>> command(Mutiny.Session session, LateMoneyRow late) {
        if (late.isSale()) {
            return session.createNativeQuery(RETURN, UUID.class)
                    .setParameter(1, late.eventId)
                    .setMaxResults(1)
                    .getResultList()
                    .map(found ->
                            found.stream()
                                    .findFirst()
                                    .<FeedbackCommand>map(
                                            feedback -> new KnowSale(feedback, late.knownAt)));
        }
        UUID feedback = Objects.requireNonNull(late.feedbackId, "feedback of a cost");
        return session.find(DeliveryRow.class, late.eventId)
                .map(delivery ->
                        Optional.ofNullable(delivery)
                                .filter(DeliveryRow::isCompleted)
                                .<FeedbackCommand>map(
                                        _ -> new KnowCost(feedback, clock.instant())));
    }

    private record Found(Mutiny.Session session, DeliveryRow delivery, LateMoneyRow late) {}

    private static Uni<Void> record(Found found, Version version, FeedbackCommand command) {
        DeliveryRow delivery = found.delivery();
        List<FeedbackEvent> events =
                Giving.decided(
                        command, delivery.state(version.terms(delivery.sourceId, delivery.stepId)));
        found.late().recorded = true;
        if (events.isEmpty()) {
            return nothing();
        }
        FeedbackRecords records =
                new FeedbackRecords(
                        delivery,
                        found.late().correlation,
                        Optional.of(FeedbackType.RETURN),
                        Optional.empty());
        return ReactiveEvents.append(
                        found.session(), delivery.eventId, delivery.version, records.of(events))
                .chain(() -> new FeedbackRows(found.session(), delivery).reversals(events));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
