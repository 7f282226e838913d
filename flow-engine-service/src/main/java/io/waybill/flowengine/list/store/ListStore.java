package io.waybill.flowengine.list.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.flow.v1.ListCreated;
import io.waybill.flow.v1.ListDeleted;
import io.waybill.flow.v1.ListEntriesAdded;
import io.waybill.flow.v1.ListEntriesRemoved;
import io.waybill.flow.v1.ListEntry;
import io.waybill.flowengine.list.ListEntries;
import io.waybill.flowengine.list.ListKeys;
import io.waybill.flowengine.list.ListKind;
import io.waybill.language.FieldType;
import io.waybill.meta.v1.EventMeta;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.store.RelayLifecycle;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Carries changes of lists out: row, events and outbox in one transaction. When a Uni completes,
 * the transaction has been committed; empty: the account has no such list.
 */
@Singleton
public final class ListStore {

    private static final int RETRIES = 5;
    private static final int AT_ONCE = 500;
    private static final int MOST_FLOWS = 10;

    private final Mutiny.SessionFactory sessions;
    private final RelayLifecycle relay;
    private final InstantSource clock;

    ListStore(Mutiny.SessionFactory sessions, RelayLifecycle relay, InstantSource clock) {
        this.sessions = sessions;
        this.relay = relay;
        this.clock = clock;
    }

    public Uni<ListView> create(ListOwner owner, String name, ListKind kind, FieldType type) {
        UUID id = TimeOrderedIds.next();
        Instant now = clock.instant();
        ListRow row = new ListRow();
        row.id = id;
        row.accountId = owner.accountId();
        row.name = name;
        row.kind = kind.word();
        row.type = type.id();
        row.sequence = 1;
        row.updatedAt = now;
        EventMeta meta = meta(owner, id, 1, now);
        ListCreated event = new ListCreated(meta, id, owner.by(), name, kind.word(), type.id());
        return sessions.withTransaction((session, _) ->
                        session.persist(row)
                                .chain(() -> ReactiveEvents.append(session, id, 0, record(event))))
                .invoke(relay::wake)
                .replaceWith(row.view());
    }

    /** Adds entries, or gives those that are there other values. */
    public Uni<Optional<ListView>> add(
            ListOwner owner, UUID listId, List<ListEntries.Entry> entries) {
        return change(
                owner,
                listId,
                (session, row, now) -> {
                    Map<ByteBuffer, ListEntry> all = new LinkedHashMap<>();
                    for (ListEntries.Entry entry : entries) {
                        byte[] digest = digest(owner, row, entry.key());
                        ByteBuffer value =
                                row.kind.equals(ListKind.VALUE.word())
                                        ? ListDigests.seal(
                                                owner.accountKey(), listId, digest, entry.value())
                                        : null;
                        all.put(
                                ByteBuffer.wrap(digest),
                                new ListEntry(ByteBuffer.wrap(digest), value));
                    }
                    SpecificRecord event =
                            new ListEntriesAdded(
                                    meta(owner, listId, row.sequence + 1, now),
                                    listId,
                                    owner.by(),
                                    List.copyOf(all.values()));
                    return each(session, ListStore::insert, listId, all.keySet().stream().toList())
                            .map(more -> new Changed(event, row.entries + more));
                });
    }

    public Uni<Optional<ListView>> remove(ListOwner owner, UUID listId, List<String> keys) {
        return change(
                owner,
                listId,
                (session, row, now) -> {
                    List<ByteBuffer> digests =
                            keys.stream()
                                    .map(key -> ByteBuffer.wrap(digest(owner, row, key)))
                                    .distinct()
                                    .toList();
                    SpecificRecord event =
                            new ListEntriesRemoved(
                                    meta(owner, listId, row.sequence + 1, now),
                                    listId,
                                    owner.by(),
                                    digests);
                    return each(session, ListStore::delete, listId, digests)
                            .map(fewer -> new Changed(event, row.entries - fewer));
                });
    }

    /** Fails with {@link ListInUse} as long as the deployed version of a flow names the list. */
    public Uni<Optional<ListView>> delete(ListOwner owner, UUID listId) {
        return change(
                owner,
                listId,
                (session, row, now) -> {
                    SpecificRecord event =
                            new ListDeleted(
                                    meta(owner, listId, row.sequence + 1, now), listId, owner.by());
                    return namedBy(session, owner.accountId(), listId)
                            .invoke(flows -> {
                                if (!flows.isEmpty()) {
                                    throw new ListInUse(flows);
                                }
                            })
                            .chain(() -> session.remove(row))
                            .replaceWith(new Changed(event, 0));
                });
    }

    /** Flows whose deployed version, which may be disabled for now, holds the id of the list. */
    private static Uni<List<String>> namedBy(Mutiny.Session session, UUID accountId, UUID listId) {
        return session.createSelectionQuery(
                        "select f.name from FlowRow f"
                                + " join FlowVersionRow v on v.flowId = f.id"
                                + " where f.accountId = :account and v.version = f.version"
                                + " and lower(v.definition) like :list order by f.id",
                        String.class)
                .setParameter("account", accountId)
                .setParameter("list", "%" + listId + "%")
                .setMaxResults(MOST_FLOWS)
                .getResultList();
    }

    /** What becomes of a list: its event, and how many entries it has then. */
    private record Changed(SpecificRecord event, long entries) {}

    @FunctionalInterface
    private interface Change {
        Uni<Changed> of(Mutiny.Session session, ListRow row, Instant now);
    }

    private Uni<Optional<ListView>> change(ListOwner owner, UUID listId, Change change) {
        return sessions.withTransaction((session, _) ->
                        session.find(ListRow.class, listId)
                                .chain(row ->
                                        row == null || !row.accountId.equals(owner.accountId())
                                                ? Uni.createFrom().item(Optional.<ListView>empty())
                                                : apply(session, row, change)))
                .onFailure(StaleVersion.class)
                .retry()
                .atMost(RETRIES)
                .invoke(relay::wake);
    }

    private Uni<Optional<ListView>> apply(Mutiny.Session session, ListRow row, Change change) {
        Instant now = clock.instant();
        long before = row.sequence;
        return change.of(session, row, now)
                .chain(changed -> {
                    row.entries = changed.entries();
                    row.sequence = before + 1;
                    row.updatedAt = now;
                    return ReactiveEvents.append(session, row.id, before, record(changed.event()));
                })
                .map(_ -> Optional.of(row.view()));
    }

    private static byte[] digest(ListOwner owner, ListRow row, String key) {
        FieldType type = FieldType.find(row.type).orElse(FieldType.STRING);
        return ListDigests.digest(owner.accountKey(), row.id, ListKeys.normal(type, key));
    }

    /** In statements of some hundred entries, whose parameters follow the list's id. */
    private static Uni<Long> each(
            Mutiny.Session session,
            Function<Integer, String> sql,
            UUID listId,
            List<ByteBuffer> digests) {
        List<List<ByteBuffer>> parts = new ArrayList<>();
        for (int from = 0; from < digests.size(); from += AT_ONCE) {
            parts.add(digests.subList(from, Math.min(from + AT_ONCE, digests.size())));
        }
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> {
                    Mutiny.Query<?> query = session.createNativeQuery(sql.apply(part.size()));
                    query.setParameter(1, listId);
                    for (int i = 0; i < part.size(); i++) {
                        query.setParameter(i + 2, part.get(i).array());
                    }
                    return query.executeUpdate();
                })
                .collect()
                .in(() -> new long[1], (sum, rows) -> sum[0] += rows)
                .map(sum -> sum[0]);
    }

    private static String insert(int entries) {
        return "insert into lead_list_entry (list_id, digest) values "
                + parameters(entries, "(?1, ?", ")")
                + " on conflict do nothing";
    }

    private static String delete(int entries) {
        return "delete from lead_list_entry where list_id = ?1 and digest in ("
                + parameters(entries, "?", "")
                + ")";
    }

    private static String parameters(int entries, String before, String behind) {
        return IntStream.range(0, entries)
                .mapToObj(i -> before + (i + 2) + behind)
                .collect(Collectors.joining(", "));
    }

    private static EventMeta meta(ListOwner owner, UUID listId, long sequence, Instant now) {
        Scope scope = Scope.of(owner.accountId(), owner.correlationId());
        return Metas.of(scope, listId, sequence, TimeOrderedIds.next(), now);
    }

    private static List<OutboundRecord> record(SpecificRecord event) {
        return List.of(
                new OutboundRecord(
                        Topic.FLOW_LISTS, Records.meta(event).getStreamId().toString(), event));
    }
}
