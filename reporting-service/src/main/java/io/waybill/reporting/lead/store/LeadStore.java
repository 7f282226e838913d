package io.waybill.reporting.lead.store;

import io.smallrye.mutiny.Uni;
import io.waybill.reporting.lead.LeadDetail;
import io.waybill.reporting.lead.LeadFilter;
import io.waybill.reporting.lead.LeadView;
import io.waybill.reporting.lead.PartnerNames;
import io.waybill.reporting.lead.Reply;
import io.waybill.reporting.store.Conditions;
import io.waybill.reporting.store.LeadConditions;
import io.waybill.reporting.store.LeadOpener;
import io.waybill.reporting.store.Names;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads leads; every query for an account names the account. */
@Singleton
public final class LeadStore {

    private static final String LEADS =
            "select l, k from Lead l left join LeadKey k on k.leadId = l.leadId";
    // The id of a call that repeated a lead stands for that lead.
    private static final String FIRST =
            "coalesce((select r.firstLeadId from LeadRepeat r where r.leadId = :lead), :lead)";
    private static final String DELIVERIES =
            "from Delivery d where d.leadId = :lead and d.accountId = :account"
                    + " and d.requestedAt is not null order by d.requestedAt, d.eventId";
    private static final String EVENTS =
            "from LeadEvent e where e.leadId = :lead and e.accountId = :account"
                    + " order by e.occurredAt, e.topic, e.streamId, e.sequence";

    // From any run of a lead to all after its first.
    private static final String RUNS =
            "from LinkedRun r where r.accountId = :account and r.firstLeadId = coalesce("
                    + "(select o.firstLeadId from LinkedRun o where o.runId = :lead), :lead)"
                    + " order by r.number";

    private final Mutiny.SessionFactory sessions;
    private final LeadOpener opener;
    private final PartnerNames partners;

    LeadStore(Mutiny.SessionFactory sessions, LeadOpener opener, PartnerNames partners) {
        this.sessions = sessions;
        this.opener = opener;
        this.partners = partners;
    }

    /** Newest first. */
    public Uni<Page<LeadView>> list(
            UUID account, LeadFilter filter, int limit, @Nullable Cursor after) {
        Conditions where = LeadConditions.HQL.of(account, filter);
        if (after != null) {
            where.after("l.receivedAt", "l.leadId", after);
        }
        String query = LEADS + where.text() + " order by l.receivedAt desc, l.leadId desc";
        return sessions.withSession(session ->
                        Names.of(session, account)
                                .flatMap(names ->
                                        rows(session, query, where, limit + 1)
                                                .map(rows -> views(rows, names))))
                .map(views -> Page.of(views, limit, LeadStore::sortKey));
    }

    public Uni<Optional<LeadDetail>> detail(UUID account, UUID leadId) {
        Conditions where =
                LeadConditions.HQL
                        .of(account, LeadFilter.ALL)
                        .and("l.leadId = :lead", "lead", leadId);
        return sessions.withSession(session ->
                rows(session, LEADS + where.text(), where, 1)
                        .flatMap(rows ->
                                rows.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : detail(session, rows.getFirst())));
    }

    /** What the source is answered, once more; the three ids together are the ticket. */
    public Uni<Optional<Reply>> reply(UUID flow, UUID source, UUID leadId) {
        Conditions where =
                new Conditions()
                        .and("l.leadId = " + FIRST, "lead", leadId)
                        .and("l.flowId = :flow", "flow", flow)
                        .and("l.sourceId = :source", "source", source);
        return sessions.withSession(session -> rows(session, LEADS + where.text(), where, 1))
                .map(rows -> rows.stream().findFirst().map(this::reply));
    }

    private Reply reply(Object[] row) {
        LeadEntity lead = (LeadEntity) row[0];
        String reason = LeadViews.reason(opener, lead, (LeadKeyEntity) row[1]);
        return new Reply(
                lead.leadId,
                lead.outcome == null ? LeadView.PENDING : lead.outcome,
                reason == null ? "" : reason,
                lead.price == null ? BigDecimal.ZERO : lead.price);
    }

    private List<LeadView> views(List<Object[]> rows, Names names) {
        LeadViews views = new LeadViews(opener, names);
        return rows.stream()
                .map(row -> views.view((LeadEntity) row[0], (LeadKeyEntity) row[1]))
                .toList();
    }

    private Uni<Optional<LeadDetail>> detail(Mutiny.Session session, Object[] row) {
        LeadEntity lead = (LeadEntity) row[0];
        LeadKeyEntity key = (LeadKeyEntity) row[1];
        return Names.of(session, lead.accountId)
                .map(names -> new LeadFile(lead, key, names))
                .flatMap(file ->
                        of(session, DELIVERIES, DeliveryEntity.class, lead)
                                .map(file::withDeliveries))
                .flatMap(file -> of(session, EVENTS, EventEntity.class, lead).map(file::withEvents))
                .flatMap(file -> of(session, RUNS, LinkedRunEntity.class, lead).map(file::withRuns))
                .map(file -> Optional.of(file.detail(opener, partners)));
    }

    private static Uni<List<Object[]>> rows(
            Mutiny.Session session, String query, Conditions where, int max) {
        return where.bind(session.createQuery(query, Object[].class))
                .setMaxResults(max)
                .getResultList();
    }

    private static <T> Uni<List<T>> of(
            Mutiny.Session session, String query, Class<T> type, LeadEntity lead) {
        return session.createQuery(query, type)
                .setParameter("lead", lead.leadId)
                .setParameter("account", lead.accountId)
                .getResultList();
    }

    private static Cursor sortKey(LeadView lead) {
        return Cursor.of(lead.receivedAt().toString(), lead.id().toString());
    }
}
