package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Decision;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.LeadFeedback;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a feedback and records it, event and outbox row in one transaction. Two calls about
 * one event at the same moment see the same version; the second to commit fails with {@link
 * io.waybill.eventsourcing.store.StaleVersion} and is to be tried again.
 */
@Singleton
public final class FeedbackStore {

    private static final String VERSION =
            "SELECT coalesce(max(sequence), 0) FROM event WHERE stream_id = ?1";

    private final Mutiny.SessionFactory sessions;
    private final RelayLifecycle relay;
    private final MasterKeys masterKeys;

    FeedbackStore(Mutiny.SessionFactory sessions, RelayLifecycle relay, MasterKeys masterKeys) {
        this.sessions = sessions;
        this.relay = relay;
        this.masterKeys = masterKeys;
    }

    /** One try; the relay is woken when it has committed something. */
    public Uni<Recorded> give(UUID eventId, GiveFeedback command, UUID correlation) {
        return sessions.withTransaction(session -> give(session, eventId, command, correlation))
                .invoke(recorded -> {
                    if (recorded instanceof Recorded.Committed) {
                        relay.wake();
                    }
                });
    }

    private Uni<Recorded> give(
            Mutiny.Session session, UUID eventId, GiveFeedback command, UUID correlation) {
        return session.find(DeliveryRow.class, eventId)
                .chain(delivery ->
                        delivery == null
                                ? Uni.createFrom().item(new Recorded.UnknownEvent())
                                : give(session, delivery, command, correlation));
    }

    private Uni<Recorded> give(
            Mutiny.Session session, DeliveryRow delivery, GiveFeedback command, UUID correlation) {
        return session.find(LeadKeyRow.class, delivery.leadId)
                .chain(key ->
                        key == null && command.reason().isPresent()
                                ? Uni.createFrom().item(new Recorded.KeyNotKnown())
                                : version(session, delivery.eventId)
                                        .chain(version ->
                                                append(
                                                        session,
                                                        new Known(delivery, version, opened(key)),
                                                        command,
                                                        correlation)));
    }

    /** What the tables say of the event id. */
    private record Known(DeliveryRow delivery, long version, Optional<DataKey> key) {}

    private Uni<Recorded> append(
            Mutiny.Session session, Known known, GiveFeedback command, UUID correlation) {
        LeadFeedback state = new LeadFeedback(known.delivery().delivered(), known.version());
        return switch (LeadFeedback.decide(command, state)) {
            case Decision.Accepted<FeedbackEvent, Void>(List<FeedbackEvent> events) -> {
                FeedbackEvent event = events.getFirst();
                OutboundRecord record =
                        FeedbackEventMapper.toRecord(
                                event,
                                known.delivery(),
                                known.version() + 1,
                                correlation,
                                known.key());
                yield ReactiveEvents.append(
                                session, known.delivery().eventId, known.version(), List.of(record))
                        .replaceWith(new Recorded.Committed(event, known.delivery().leadId));
            }
            case Decision.Refused<FeedbackEvent, Void> _ ->
                    throw new IllegalStateException(
                            "A call about a known delivery leaves an event");
        };
    }

    private static Uni<Long> version(Mutiny.Session session, UUID stream) {
        return session.createNativeQuery(VERSION, Long.class)
                .setParameter(1, stream)
                .getSingleResult();
    }

    private Optional<DataKey> opened(@Nullable LeadKeyRow key) {
        return Optional.ofNullable(key).flatMap(LeadKeyRow::live).map(masterKeys::unwrap);
    }
}
