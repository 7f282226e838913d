package io.waybill.delivery.destination.store;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.destination.store.DefinitionRefused.Reason;
import io.waybill.delivery.destination.store.DefinitionView.Content;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Changes definitions: row, event and outbox in one transaction. When a Uni completes, the
 * transaction has been committed and this instance knows of it; empty: the account has no such
 * definition. Fails with {@link DefinitionRefused}.
 */
@Singleton
public final class DefinitionStore {

    static final int MOST = 1_000;
    private static final int MOST_USERS = 10;

    private final Mutiny.SessionFactory sessions;
    private final RelayLifecycle relay;
    private final InstantSource clock;
    private final DefinitionIndex index;

    @Inject
    DefinitionStore(
            Mutiny.SessionFactory sessions,
            RelayLifecycle relay,
            InstantSource clock,
            DefinitionIndex index) {
        this.sessions = sessions;
        this.relay = relay;
        this.clock = clock;
        this.index = index;
    }

    /** Makes the event of a change from its envelope. */
    @FunctionalInterface
    public interface ToEvent extends Function<EventMeta, SpecificRecord> {}

    /** What becomes of a definition. */
    public record Edit(Content content, boolean enabled, boolean deleted, ToEvent event) {}

    public Uni<DefinitionView> create(
            DefinitionOwner owner, DefinitionKind kind, UUID id, Content content, ToEvent event) {
        Instant now = clock.instant();
        DefinitionRow row = new DefinitionRow();
        row.id = id;
        row.accountId = owner.accountId();
        row.kind = kind.word();
        row.become(content);
        row.enabled = true;
        row.sequence = 1;
        row.updatedAt = now;
        return sessions.withTransaction((session, _) ->
                        notTooMany(session, owner.accountId(), kind)
                                .chain(() -> known(session, owner, content.credentialId()))
                                .chain(() -> session.persist(row))
                                .chain(() -> append(session, owner, row, event, now)))
                .map(_ -> row.view())
                .invoke(this::committed);
    }

    /**
     * @param revision that the caller has seen; empty: whatever it has
     * @param edit empty where nothing is to be changed
     */
    public Uni<Optional<DefinitionView>> change(
            DefinitionOwner owner,
            DefinitionKind kind,
            UUID id,
            Optional<Long> revision,
            Function<DefinitionView, Optional<Edit>> edit) {
        return sessions.withTransaction((session, _) ->
                        session.find(DefinitionRow.class, id, LockMode.PESSIMISTIC_WRITE)
                                .chain(row -> change(session, owner, kind, row, revision, edit)))
                .onFailure(StaleVersion.class)
                .transform(_ -> new DefinitionRefused(Reason.CHANGED))
                .invoke(changed -> changed.ifPresent(this::committed));
    }

    private Uni<Optional<DefinitionView>> change(
            Mutiny.Session session,
            DefinitionOwner owner,
            DefinitionKind kind,
            @Nullable DefinitionRow row,
            Optional<Long> revision,
            Function<DefinitionView, Optional<Edit>> edit) {
        if (row == null
                || row.deleted
                || !row.accountId.equals(owner.accountId())
                || !row.kind.equals(kind.word())) {
            return Uni.createFrom().item(Optional.empty());
        }
        long seen = row.sequence;
        if (revision.filter(r -> r != seen).isPresent()) {
            return Uni.createFrom().failure(new DefinitionRefused(Reason.CHANGED));
        }
        Optional<Edit> wanted = edit.apply(row.view());
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Optional.of(row.view()));
        }
        Edit change = wanted.get();
        Instant now = clock.instant();
        Uni<Void> allowed =
                change.deleted()
                        ? unused(session, row)
                        : known(session, owner, change.content().credentialId());
        return allowed.chain(
                        () -> {
                            row.become(change.content());
                            row.enabled = change.enabled();
                            row.deleted = change.deleted();
                            row.sequence++;
                            row.updatedAt = now;
                            return append(session, owner, row, change.event(), now);
                        })
                .map(_ -> Optional.of(row.view()));
    }

    private void committed(DefinitionView view) {
        index.learn(view);
        relay.wake();
    }

    private static Uni<Void> notTooMany(
            Mutiny.Session session, UUID accountId, DefinitionKind kind) {
        return session.createSelectionQuery(
                        "select count(*) from DefinitionRow"
                                + " where accountId = :account and kind = :kind and not deleted",
                        Long.class)
                .setParameter("account", accountId)
                .setParameter("kind", kind.word())
                .getSingleResult()
                .invoke(count -> {
                    if (count >= MOST) {
                        throw new DefinitionRefused(Reason.TOO_MANY);
                    }
                })
                .replaceWithVoid();
    }

    /** Locks the credential: it cannot be deleted while it is being named. */
    private static Uni<Void> known(
            Mutiny.Session session, DefinitionOwner owner, Optional<UUID> credentialId) {
        if (credentialId.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.find(DefinitionRow.class, credentialId.get(), LockMode.PESSIMISTIC_WRITE)
                .invoke(row -> {
                    if (row == null
                            || row.deleted
                            || !row.accountId.equals(owner.accountId())
                            || !row.kind.equals(DefinitionKind.CREDENTIAL.word())) {
                        throw new DefinitionRefused(Reason.NO_SUCH_CREDENTIAL);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> unused(Mutiny.Session session, DefinitionRow row) {
        return session.createSelectionQuery(
                        "select name from DefinitionRow"
                                + " where credentialId = :id and not deleted order by id",
                        String.class)
                .setParameter("id", row.id)
                .setMaxResults(MOST_USERS)
                .getResultList()
                .invoke(users -> {
                    if (!users.isEmpty()) {
                        throw new DefinitionRefused(Reason.IN_USE, users);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> append(
            Mutiny.Session session,
            DefinitionOwner owner,
            DefinitionRow row,
            ToEvent event,
            Instant now) {
        Scope scope = Scope.of(owner.accountId(), owner.correlationId());
        EventMeta meta = Metas.of(scope, row.id, row.sequence, TimeOrderedIds.next(), now);
        List<OutboundRecord> records =
                List.of(
                        new OutboundRecord(
                                Topic.DELIVERY_DEFINITIONS, row.id.toString(), event.apply(meta)));
        return ReactiveEvents.append(session, row.id, row.sequence - 1, records);
    }
}
