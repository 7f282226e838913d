package io.waybill.delivery.destination.store;

import io.smallrye.mutiny.Uni;
import io.waybill.schemas.Records;
import io.waybill.servicekit.store.ReactiveEvents;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads definitions of an account; another account's is not found. */
@Singleton
public final class DefinitionReads {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;

    @Inject
    DefinitionReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    public Uni<Optional<DefinitionView>> find(UUID accountId, DefinitionKind kind, UUID id) {
        return sessions.withSession(session ->
                session.find(DefinitionRow.class, id)
                        .map(row ->
                                Optional.ofNullable(row)
                                        .filter(found -> found.accountId.equals(accountId))
                                        .map(DefinitionRow::view)
                                        .filter(view -> view.kind() == kind && !view.deleted())));
    }

    /** In the order in which they were created. */
    public Uni<List<DefinitionView>> list(
            UUID accountId, DefinitionKind kind, Optional<UUID> after, int most) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from DefinitionRow where accountId = :account and kind = :kind"
                                        + " and not deleted and id > :after order by id",
                                DefinitionRow.class)
                        .setParameter("account", accountId)
                        .setParameter("kind", kind.word())
                        .setParameter("after", after.orElse(BEFORE_ALL))
                        .setMaxResults(most)
                        .getResultList()
                        .map(rows -> rows.stream().map(DefinitionRow::view).toList()));
    }

    /**
     * Who changed it and when, the newest first. The caller knows that it is its own.
     *
     * @param before sequence of the oldest event that was shown
     */
    public Uni<List<HistoryEntry>> history(UUID id, long before, int most) {
        return sessions.withSession(session ->
                ReactiveEvents.loadBefore(session, id, before, HistoryEntry.RECORDS, most + 1)
                        .map(events -> entries(events, most)));
    }

    private static List<HistoryEntry> entries(List<SpecificRecord> newestFirst, int most) {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < Math.min(most, newestFirst.size()); i++) {
            SpecificRecord event = newestFirst.get(i);
            Optional<String> before =
                    newestFirst.stream()
                            .skip(i + 1L)
                            .map(HistoryEntry::definition)
                            .flatMap(Optional::stream)
                            .findFirst();
            entries.add(HistoryEntry.of(event, before, Records.meta(event)));
        }
        return entries;
    }
}
