package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.feedback.leadfeedback.FeedbackEvent;
import io.waybill.feedback.leadfeedback.FeedbackEvent.CostReversed;
import io.waybill.feedback.leadfeedback.FeedbackEvent.FeedbackReceived;
import io.waybill.feedback.leadfeedback.FeedbackEvent.LeadOffered;
import io.waybill.feedback.leadfeedback.FeedbackEvent.RevenueReversed;
import io.waybill.feedback.leadfeedback.GiveFeedback;
import io.waybill.feedback.leadfeedback.store.Recorded.Committed;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Sending;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows that go along with events of feedback, in the transaction that appends these. */
final class FeedbackRows {

    private static final String FEEDBACK =
            """
            INSERT INTO feedback (feedback_id, event_id, type, outcome, reason, digest,
                                  received_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (feedback_id) DO NOTHING
            """;
    private static final String ANSWERED =
            "UPDATE feedback SET outcome = ?2, reason = ?3 WHERE feedback_id = ?1";
    private static final String SENDING =
            """
            INSERT INTO sending (sending_id, feedback_id, event_id, type, in_batch, state,
                                 asked_at, correlation)
            VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7)
            """;
    private static final String LATE_COST =
            """
            INSERT INTO late_money (id, event_id, kind, feedback_id, known_at, correlation, due_at,
                                    tries, recorded)
            VALUES (?1, ?2, 'cost', ?3, ?4, ?5, now(), 0, false)
            ON CONFLICT (id) DO NOTHING
            """;
    private static final String REVENUE =
            "INSERT INTO revenue_reversed (event_id) VALUES (?1) ON CONFLICT DO NOTHING";
    private static final String OFFERED =
            "INSERT INTO lead_offered (event_id) VALUES (?1) ON CONFLICT DO NOTHING";
    private static final String COST =
            "INSERT INTO cost_reversed (lead_id) VALUES (?1) ON CONFLICT DO NOTHING";

    private final Mutiny.Session session;
    private final DeliveryRow delivery;

    FeedbackRows(Mutiny.Session session, DeliveryRow delivery) {
        this.session = session;
        this.delivery = delivery;
    }

    /**
     * The feedback itself; fails as stale where a call with the same id was faster.
     *
     * @param said what the caller wrote, of which the event may keep less
     */
    Uni<Void> insert(
            FeedbackEvent.Given event, GiveFeedback said, Committed answer, Optional<DataKey> key) {
        Mutiny.Query<?> insert = session.createNativeQuery(FEEDBACK);
        insert.setParameter(1, answer.feedbackId());
        insert.setParameter(2, delivery.eventId);
        insert.setParameter(
                3,
                event.given().type().map(FeedbackType::text).orElse(FeedbackRecords.UNKNOWN_TYPE));
        insert.setParameter(4, answer.outcome().name());
        insert.setParameter(5, sealed(answer, FeedbackRow.REASON, answer.reason(), key));
        insert.setParameter(
                6, sealed(answer, FeedbackRow.DIGEST, Optional.of(Said.digest(said)), key));
        insert.setParameter(7, event.at().atOffset(ZoneOffset.UTC));
        return once(insert);
    }

    /** What the caller is told in the end. */
    Uni<Void> answered(Committed answer, Optional<DataKey> key) {
        Mutiny.Query<?> update = session.createNativeQuery(ANSWERED);
        update.setParameter(1, answer.feedbackId());
        update.setParameter(2, answer.outcome().name());
        update.setParameter(3, sealed(answer, FeedbackRow.REASON, answer.reason(), key));
        return update.executeUpdate().replaceWithVoid();
    }

    Uni<Void> sending(FeedbackReceived event, Sending sending, UUID correlation) {
        UUID feedbackId = event.feedbackId();
        Mutiny.Query<?> insert = session.createNativeQuery(SENDING);
        insert.setParameter(1, FeedbackRecords.sendingId(feedbackId));
        insert.setParameter(2, feedbackId);
        insert.setParameter(3, delivery.eventId);
        insert.setParameter(4, event.given().type().orElseThrow().text());
        insert.setParameter(5, sending.when() == Sending.When.BATCH);
        insert.setParameter(6, event.at().atOffset(ZoneOffset.UTC));
        insert.setParameter(7, correlation);
        return insert.executeUpdate().replaceWithVoid();
    }

    /** What the lead cost is taken back once it is known. */
    Uni<Void> lateCost(SendingRow sending) {
        Mutiny.Query<?> insert = session.createNativeQuery(LATE_COST);
        insert.setParameter(1, LateMoneyRow.costOf(delivery.eventId));
        insert.setParameter(2, delivery.eventId);
        insert.setParameter(3, sending.feedbackId);
        insert.setParameter(4, sending.askedAt.atOffset(ZoneOffset.UTC));
        insert.setParameter(5, sending.correlation);
        return insert.executeUpdate().replaceWithVoid();
    }

    /** Fails as stale where another delivery of the lead has just taken its cost back. */
    Uni<Void> reversals(List<FeedbackEvent> events) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (FeedbackEvent event : events) {
            if (event instanceof RevenueReversed) {
                all = all.chain(() -> once(by(REVENUE, delivery.eventId)));
            } else if (event instanceof CostReversed) {
                all = all.chain(() -> once(by(COST, delivery.leadId)));
            } else if (event instanceof LeadOffered) {
                all = all.chain(() -> once(by(OFFERED, delivery.eventId)));
            }
        }
        return all;
    }

    private Mutiny.Query<?> by(String sql, UUID id) {
        Mutiny.Query<?> insert = session.createNativeQuery(sql);
        insert.setParameter(1, id);
        return insert;
    }

    private Uni<Void> once(Mutiny.Query<?> insert) {
        return insert.executeUpdate()
                .invoke(rows -> {
                    if (rows != 1) {
                        throw new StaleVersion(delivery.eventId, delivery.version);
                    }
                })
                .replaceWithVoid();
    }

    private byte[] sealed(
            Committed answer, String field, Optional<String> text, Optional<DataKey> key) {
        if (text.isEmpty() || key.isEmpty()) {
            return new byte[0];
        }
        ByteBuffer sealed =
                key.get().sealText(delivery.eventId, answer.feedbackId(), field, text.get());
        return Columns.bytes(sealed);
    }
}
