package io.waybill.reporting.usage.store;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.store.Conditions;
import io.waybill.reporting.usage.FeedbackUsage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Counts what an account has used. */
@Singleton
public final class UsageStore {

    private static final String FEEDBACK =
            """
            select count(*) filter (where e.type in ('feedback_received', 'feedback_refused')),
                   count(distinct e.facts ->> 'feedback_id') filter (
                       where e.type = 'feedback_sent'
                          or e.type = 'feedback_send_failed'
                             and not cast(e.facts ->> 'certain' as boolean))
            from live.lead_event e
            """;

    private final Mutiny.SessionFactory sessions;

    UsageStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * @param from inclusive; null for the beginning
     * @param to exclusive; null for now
     */
    public Uni<FeedbackUsage> feedback(UUID account, @Nullable Instant from, @Nullable Instant to) {
        Conditions where =
                new Conditions()
                        .and("e.account_id = :account", "account", account)
                        .and("e.test = false")
                        .and(
                                "e.type in ('feedback_received', 'feedback_refused', 'feedback_sent',"
                                        + " 'feedback_send_failed', 'revenue_reversed', 'cost_reversed')")
                        .and("e.occurred_at >= :from", "from", from)
                        .and("e.occurred_at < :to", "to", to);
        return sessions.withSession(session ->
                where.bind(session.createNativeQuery(FEEDBACK + where.text(), Object[].class))
                        .getSingleResult()
                        .map(row -> new FeedbackUsage(count(row[0]), count(row[1]))));
    }

    private static long count(Object number) {
        return ((Number) number).longValue();
    }
}
