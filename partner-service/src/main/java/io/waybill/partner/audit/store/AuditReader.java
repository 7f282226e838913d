package io.waybill.partner.audit.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.account.store.Actors;
import io.waybill.partner.audit.AuditEntry;
import io.waybill.partner.audit.AuditQuery;
import io.waybill.partner.audit.AuditQuery.Place;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads what was done in accounts; what tells of people is opened here, on the way out. */
@Singleton
public final class AuditReader {

    private final Mutiny.SessionFactory sessions;
    private final Actors actors;

    AuditReader(Mutiny.SessionFactory sessions, Actors actors) {
        this.sessions = sessions;
        this.actors = actors;
    }

    /** How often something was done. */
    public record Count(String kind, long count) {}

    /** The newest first, behind the given place, at most as many as asked for. */
    public Uni<List<AuditEntry>> entries(AuditQuery query, @Nullable Place behind, int count) {
        String text = "from AuditRow where " + condition(query, behind);
        return sessions.withSession(session ->
                filled(
                                session.createSelectionQuery(
                                        text + " order by occurredAt desc, sequence desc, id desc",
                                        AuditRow.class),
                                query,
                                behind)
                        .setMaxResults(count)
                        .getResultList()
                        .chain(rows -> opened(session, query.accountId(), rows)));
    }

    /** The most frequent first. */
    public Uni<List<Count>> counts(AuditQuery query) {
        String text =
                "select kind, count(*) from AuditRow where "
                        + condition(query, null)
                        + " group by kind order by count(*) desc, kind";
        return sessions.withSession(session ->
                        filled(session.createSelectionQuery(text, Object[].class), query, null)
                                .getResultList())
                .map(rows ->
                        rows.stream()
                                .map(row -> new Count((String) row[0], (Long) row[1]))
                                .toList());
    }

    private Uni<List<AuditEntry>> opened(
            Mutiny.Session session, UUID account, List<AuditRow> rows) {
        Set<UUID> people = new HashSet<>();
        for (AuditRow row : rows) {
            people.add(row.subjectId);
            Optional.ofNullable(row.doneBy).flatMap(OpenedRow::idOf).ifPresent(people::add);
        }
        return actors.of(session, account, people)
                .map(known -> rows.stream().map(row -> OpenedRow.entry(row, known)).toList());
    }

    private static String condition(AuditQuery query, @Nullable Place behind) {
        List<String> all = new ArrayList<>();
        all.add("accountId = :account");
        query.kind().ifPresent(kind -> all.add("kind = :kind"));
        query.user().ifPresent(user -> all.add("(doneBy = :by or subjectId = :user)"));
        query.from().ifPresent(from -> all.add("occurredAt >= :from"));
        query.to().ifPresent(to -> all.add("occurredAt < :to"));
        if (behind != null) {
            all.add(
                    "(occurredAt < :at or occurredAt = :at and (sequence < :sequence"
                            + " or sequence = :sequence and id < :id))");
        }
        return String.join(" and ", all);
    }

    private static <R> Mutiny.SelectionQuery<R> filled(
            Mutiny.SelectionQuery<R> text, AuditQuery query, @Nullable Place behind) {
        text.setParameter("account", query.accountId());
        query.kind().ifPresent(kind -> text.setParameter("kind", kind));
        query.user().ifPresent(user -> text.setParameter("by", "user:" + user));
        query.user().ifPresent(user -> text.setParameter("user", user));
        query.from().ifPresent(from -> text.setParameter("from", from));
        query.to().ifPresent(to -> text.setParameter("to", to));
        if (behind != null) {
            text.setParameter("at", behind.at())
                    .setParameter("sequence", behind.sequence())
                    .setParameter("id", behind.id());
        }
        return text;
    }
}
