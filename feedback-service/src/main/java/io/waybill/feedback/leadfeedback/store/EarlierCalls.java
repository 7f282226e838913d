package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds the feedback that a call says again, so that its source is told once. */
final class EarlierCalls {

    /** A caller who got no answer comes back within this time. */
    private static final Duration SAID_AGAIN_WITHIN = Duration.ofMinutes(10);

    /** The source was asked, or is going to be, and its answer is not known by now. */
    private static final String UNANSWERED =
            """
            SELECT f.feedback_id FROM feedback f JOIN sending s ON s.feedback_id = f.feedback_id
            WHERE f.event_id = ?1 AND f.received_at > ?2 AND f.outcome IN ('PENDING', 'ERROR')
              AND (s.answer IS NULL OR s.answer = 'UNANSWERED')
            ORDER BY f.received_at
            """;

    private static final int MOST_LOOKED_AT = 50;

    private final Mutiny.Session session;
    private final DeliveryRow delivery;
    private final Optional<DataKey> key;

    EarlierCalls(Mutiny.Session session, DeliveryRow delivery, Optional<DataKey> key) {
        this.session = session;
        this.delivery = delivery;
        this.key = key;
    }

    /** The one that the caller has given the same id. */
    Uni<Optional<Recorded>> ofSameId(Call call) {
        return session.find(FeedbackRow.class, call.given().feedbackId())
                .map(row -> Optional.ofNullable(row).map(known -> repeated(known, call)));
    }

    private Recorded repeated(FeedbackRow row, Call call) {
        return row.isOfOther(call.given(), key)
                ? new Recorded.OtherContent()
                : row.answer(delivery.leadId, key);
    }

    /** One of the last minutes that says the same and has no answer of its source by now. */
    Uni<Optional<Recorded>> ofSameWords(Call call) {
        return session.createNativeQuery(UNANSWERED, UUID.class)
                .setParameter(1, delivery.eventId)
                .setParameter(
                        2, call.given().at().minus(SAID_AGAIN_WITHIN).atOffset(ZoneOffset.UTC))
                .setMaxResults(MOST_LOOKED_AT)
                .getResultList()
                .chain(ids -> first(ids, call));
    }

    private Uni<Optional<Recorded>> first(List<UUID> ids, Call call) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return session.find(FeedbackRow.class, ids.getFirst())
                .chain(row ->
                        row.says(call.given(), key)
                                ? Uni.createFrom()
                                        .item(
                                                Optional.<Recorded>of(
                                                        row.answer(delivery.leadId, key)))
                                : first(ids.subList(1, ids.size()), call));
    }
}
