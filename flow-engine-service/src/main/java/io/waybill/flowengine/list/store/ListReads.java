package io.waybill.flowengine.list.store;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads lists of an account; another account's list is not found. */
@Singleton
public final class ListReads {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;

    ListReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    public Uni<Optional<ListView>> find(UUID accountId, UUID listId) {
        return sessions.withSession(session ->
                session.find(ListRow.class, listId)
                        .map(row ->
                                Optional.ofNullable(row)
                                        .filter(found -> found.accountId.equals(accountId))
                                        .map(ListRow::view)));
    }

    /** Lists in the order in which they were created. */
    public Uni<List<ListView>> list(UUID accountId, Optional<UUID> after, int most) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from ListRow where accountId = :account and id > :after order by id",
                                ListRow.class)
                        .setParameter("account", accountId)
                        .setParameter("after", after.orElse(BEFORE_ALL))
                        .setMaxResults(most)
                        .getResultList()
                        .map(rows -> rows.stream().map(ListRow::view).toList()));
    }

    /**
     * Holds those of these lists that the account has until the caller's transaction ends, so that
     * none is deleted meanwhile.
     *
     * @return how far each of them is: the sequence of its newest event
     */
    public static Uni<Map<UUID, Long>> held(
            Mutiny.Session session, UUID accountId, Set<UUID> listIds) {
        if (listIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createSelectionQuery(
                        "from ListRow where accountId = :account and id in :ids order by id",
                        ListRow.class)
                .setParameter("account", accountId)
                .setParameter("ids", listIds)
                .setLockMode(LockMode.PESSIMISTIC_READ)
                .getResultList()
                .map(rows ->
                        rows.stream()
                                .collect(Collectors.toMap(row -> row.id, row -> row.sequence)));
    }
}
