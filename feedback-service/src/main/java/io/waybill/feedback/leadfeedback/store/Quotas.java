package io.waybill.feedback.leadfeedback.store;

import io.smallrye.mutiny.Uni;
import io.waybill.feedback.terms.FeedbackTerms;
import io.waybill.feedback.terms.FeedbackType;
import io.waybill.feedback.terms.Period;
import io.waybill.feedback.terms.Quota;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Counts feedback where a quota limits it. The row of a period is locked when it is read, the
 * step's before the source's, so that of two calls at one moment the second sees what the first has
 * taken.
 */
final class Quotas {

    private static final String OPEN =
            """
            INSERT INTO quota_count (flow_id, side, type, begins, taken)
            VALUES (?1, ?2, ?3, ?4, 0) ON CONFLICT DO NOTHING
            """;
    private static final String READ =
            """
            SELECT taken FROM quota_count
            WHERE flow_id = ?1 AND side = ?2 AND type = ?3 AND begins = ?4 FOR UPDATE
            """;
    private static final String COUNT =
            """
            UPDATE quota_count SET taken = greatest(taken + ?5, 0)
            WHERE flow_id = ?1 AND side = ?2 AND type = ?3 AND begins = ?4
            """;
    private static final String DELIVERED =
            """
            SELECT CAST(coalesce(sum(delivered), 0) AS bigint) FROM delivered_tally
            WHERE flow_id = ?1 AND side = ?2 AND slot >= ?3 AND slot < ?4
            """;

    private final Mutiny.Session session;
    private final DeliveryRow delivery;
    private final FeedbackTerms terms;
    private final FeedbackType type;
    private final Instant at;

    Quotas(
            Mutiny.Session session,
            DeliveryRow delivery,
            FeedbackTerms terms,
            FeedbackType type,
            Instant at) {
        this.session = session;
        this.delivery = delivery;
        this.terms = terms;
        this.type = type;
        this.at = at;
    }

    /** What a period has of feedback so far. */
    record Readings(Optional<Quota.Reading> ofStep, Optional<Quota.Reading> ofSource) {

        static final Readings NONE = new Readings(Optional.empty(), Optional.empty());
    }

    static String step(String stepId) {
        return "step:" + stepId;
    }

    static String source(Object sourceId) {
        return "source:" + sourceId;
    }

    /** Test leads are not counted. */
    Uni<Readings> read() {
        if (delivery.test) {
            return Uni.createFrom().item(Readings.NONE);
        }
        return read(ofStep(), step(delivery.stepId))
                .chain(step ->
                        read(ofSource(), source(delivery.sourceId))
                                .map(source -> new Readings(step, source)));
    }

    /** Counts one that was taken. */
    Uni<Void> count() {
        return count(1);
    }

    /** Gives one back that came to nothing. */
    Uni<Void> giveBack() {
        return count(-1);
    }

    private Uni<Void> count(long more) {
        if (delivery.test) {
            return Uni.createFrom().voidItem();
        }
        return count(ofStep(), step(delivery.stepId), more)
                .chain(() -> count(ofSource(), source(delivery.sourceId), more));
    }

    private Optional<Quota> ofStep() {
        return terms.step().of(type).quota();
    }

    private Optional<Quota> ofSource() {
        return terms.source().of(type).quota();
    }

    private Uni<Optional<Quota.Reading>> read(Optional<Quota> quota, String side) {
        if (quota.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Period.Span span = quota.get().period().around(at);
        return query(OPEN, side, span)
                .executeUpdate()
                .chain(() -> taken(side, span))
                .chain(taken ->
                        delivered(quota.get(), side, span)
                                .map(delivered ->
                                        Optional.of(new Quota.Reading(taken, delivered))));
    }

    private Uni<Long> delivered(Quota quota, String side, Period.Span span) {
        if (quota.share().isEmpty()) {
            return Uni.createFrom().item(0L);
        }
        return session.createNativeQuery(DELIVERED, Long.class)
                .setParameter(1, delivery.flowId)
                .setParameter(2, side)
                .setParameter(3, span.from().atOffset(ZoneOffset.UTC))
                .setParameter(4, span.until().atOffset(ZoneOffset.UTC))
                .getSingleResult();
    }

    private Uni<Void> count(Optional<Quota> quota, String side, long more) {
        if (quota.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Period.Span span = quota.get().period().around(at);
        return query(COUNT, side, span).setParameter(5, more).executeUpdate().replaceWithVoid();
    }

    private Uni<Long> taken(String side, Period.Span span) {
        return session.createNativeQuery(READ, Long.class)
                .setParameter(1, delivery.flowId)
                .setParameter(2, side)
                .setParameter(3, type.id())
                .setParameter(4, span.from().atOffset(ZoneOffset.UTC))
                .getSingleResult();
    }

    private Mutiny.Query<?> query(String sql, String side, Period.Span span) {
        Mutiny.Query<?> query = session.createNativeQuery(sql);
        query.setParameter(1, delivery.flowId);
        query.setParameter(2, side);
        query.setParameter(3, type.id());
        query.setParameter(4, span.from().atOffset(ZoneOffset.UTC));
        return query;
    }
}
