package io.waybill.flowengine.flow.store;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads flows of an account; another account's flow is not found. */
@Singleton
public final class FlowReads {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final Drafts drafts;

    FlowReads(Mutiny.SessionFactory sessions, Drafts drafts) {
        this.sessions = sessions;
        this.drafts = drafts;
    }

    public Uni<Optional<FlowView>> find(UUID accountId, UUID flowId) {
        return sessions.withSession(session ->
                session.find(FlowRow.class, flowId)
                        .chain(row ->
                                row == null || !row.accountId.equals(accountId)
                                        ? Uni.createFrom().item(Optional.empty())
                                        : session.find(FlowLiveRow.class, flowId)
                                                .map(live -> Optional.of(view(row, live)))));
    }

    /** Flows in the order in which they were created. */
    public Uni<List<FlowView>> list(UUID accountId, Optional<UUID> after, int most) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from FlowRow where accountId = :account and id > :after order by id",
                                FlowRow.class)
                        .setParameter("account", accountId)
                        .setParameter("after", after.orElse(BEFORE_ALL))
                        .setMaxResults(most)
                        .getResultList()
                        .chain(rows -> views(session, rows)));
    }

    private Uni<List<FlowView>> views(Mutiny.Session session, List<FlowRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from FlowLiveRow where flowId in :ids", FlowLiveRow.class)
                .setParameter("ids", rows.stream().map(row -> row.id).toList())
                .getResultList()
                .map(lives -> {
                    Map<UUID, FlowLiveRow> byFlow = new HashMap<>();
                    lives.forEach(live -> byFlow.put(live.flowId, live));
                    return rows.stream().map(row -> view(row, byFlow.get(row.id))).toList();
                });
    }

    /** Versions of a flow, the newest first; empty also for another account's flow. */
    public Uni<List<VersionView>> versions(
            UUID accountId, UUID flowId, Optional<Integer> before, int most) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "select v from FlowVersionRow v join FlowRow f on f.id = v.flowId"
                                        + " where f.id = :flow and f.accountId = :account"
                                        + " and v.version < :before order by v.version desc",
                                FlowVersionRow.class)
                        .setParameter("flow", flowId)
                        .setParameter("account", accountId)
                        .setParameter("before", before.orElse(Integer.MAX_VALUE))
                        .setMaxResults(most)
                        .getResultList()
                        .map(rows -> rows.stream().map(this::version).toList()));
    }

    /** One version; none also for another account's flow. */
    public Uni<Optional<VersionView>> version(UUID accountId, UUID flowId, int version) {
        return versions(accountId, flowId, Optional.of(version + 1), 1)
                .map(rows -> rows.stream().filter(row -> row.version() == version).findFirst());
    }

    private VersionView version(FlowVersionRow row) {
        return new VersionView(
                row.version,
                drafts.read("", row.definition),
                row.deployedAt,
                row.deployedBy,
                Optional.ofNullable(row.zone));
    }

    private FlowView view(FlowRow row, @Nullable FlowLiveRow live) {
        return new FlowView(
                row.id,
                drafts.read(row.name, row.draft),
                row.version,
                row.enabled,
                row.sequence,
                row.updatedAt,
                Optional.ofNullable(live).map(l -> new FlowView.Live(l.version, l.enabled)));
    }
}
