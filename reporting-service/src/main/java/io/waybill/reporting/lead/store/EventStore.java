package io.waybill.reporting.lead.store;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.EventFilter;
import io.waybill.reporting.lead.EventView;
import io.waybill.reporting.lead.PartnerNames;
import io.waybill.reporting.store.Conditions;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.Names;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads the events of all leads of an account. */
@Singleton
public final class EventStore {

    private static final String EVENTS =
            "select e, k, l.flowId from LeadEvent e"
                    + " left join LeadKey k on k.leadId = e.leadId"
                    + " left join Lead l on l.leadId = e.leadId";

    private final Mutiny.SessionFactory sessions;
    private final LeadOpener opener;
    private final PartnerNames partners;

    EventStore(Mutiny.SessionFactory sessions, LeadOpener opener, PartnerNames partners) {
        this.sessions = sessions;
        this.opener = opener;
        this.partners = partners;
    }

    /** Newest first. */
    public Uni<Page<EventView>> list(
            UUID account, EventFilter filter, int limit, @Nullable Cursor after) {
        Conditions where = conditions(account, filter);
        if (after != null) {
            where.after("e.occurredAt", "e.recordId", after);
        }
        String query = EVENTS + where.text() + " order by e.occurredAt desc, e.recordId desc";
        return sessions.withSession(session ->
                        Names.of(session, account)
                                .flatMap(names ->
                                        where.bind(session.createQuery(query, Object[].class))
                                                .setMaxResults(limit + 1)
                                                .getResultList()
                                                .map(rows -> views(rows, names))))
                .map(views -> Page.of(views, limit, EventStore::sortKey));
    }

    private List<EventView> views(List<Object[]> rows, Names names) {
        EventViews views = new EventViews(opener, names, partners);
        return rows.stream()
                .map(row ->
                        views.view(
                                (EventEntity) row[0],
                                (UUID) row[2],
                                LeadViews.dataKey(opener, (LeadKeyEntity) row[1]).orElse(null),
                                false))
                .toList();
    }

    private static Conditions conditions(UUID account, EventFilter filter) {
        Conditions where =
                new Conditions()
                        .and("e.accountId = :account", "account", account)
                        .and("e.type = :type", "type", filter.type())
                        .and("e.stepId = :step", "step", filter.step())
                        .and("e.outcome = :outcome", "outcome", filter.outcome())
                        .and("e.leadId = :lead", "lead", filter.lead())
                        .and("e.occurredAt >= :from", "from", filter.from())
                        .and("e.occurredAt < :to", "to", filter.to());
        return where.and(
                "e.eventId is not null and e.stepId = :recipient", "recipient", filter.recipient());
    }

    private static Cursor sortKey(EventView event) {
        return Cursor.of(event.at().toString(), event.id().toString());
    }
}
