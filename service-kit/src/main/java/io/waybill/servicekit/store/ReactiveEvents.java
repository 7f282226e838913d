package io.waybill.servicekit.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.store.EventSql;
import io.waybill.eventsourcing.store.JdbcEvents;
import io.waybill.eventsourcing.store.StaleVersion;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.tracing.Correlation;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Event store and outbox inside the caller's Hibernate Reactive transaction, beside its entities.
 * Call {@link RelayLifecycle#wake()} right after the commit. For services that have a database.
 */
public final class ReactiveEvents {

    private ReactiveEvents() {}

    /**
     * Appends events and puts them into the outbox. Fails with {@link StaleVersion} when the stream
     * has another version; the transaction then rolls back.
     *
     * @param expectedVersion sequence of the stream's last event when it was loaded; 0 for a new
     *     one
     */
    public static Uni<Void> append(
            Mutiny.Session session,
            UUID stream,
            long expectedVersion,
            List<OutboundRecord> events) {
        EventSql.checkSequence(stream, expectedVersion, events);
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event ->
                        execute(session, EventSql.APPEND, EventSql.appendParameters(event))
                                .invoke(rows -> {
                                    if (rows != 1) {
                                        throw new StaleVersion(stream, expectedVersion);
                                    }
                                }))
                .collect()
                .last()
                .chain(() -> enqueue(session, events));
    }

    /** Puts records into the outbox only, as for a topic that is not a ledger. */
    public static Uni<Void> enqueue(Mutiny.Session session, List<OutboundRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Object> parameters =
                records.stream()
                        .map(record ->
                                EventSql.outboxParameters(
                                        record, Correlation.headers(record.meta())))
                        .flatMap(List::stream)
                        .toList();
        return execute(session, EventSql.enqueue(records.size()), parameters).replaceWithVoid();
    }

    /** The events of a stream in order; their number is the stream's version. */
    public static Uni<List<SpecificRecord>> load(Mutiny.Session session, UUID stream) {
        return session.createNativeQuery(EventSql.LOAD, Object[].class)
                .setParameter(1, stream)
                .getResultList()
                .map(rows -> rows.stream().map(ReactiveEvents::decode).toList());
    }

    /**
     * Events of some kinds before a sequence of the stream, the newest first.
     *
     * @param records full names of the wanted records
     */
    public static Uni<List<SpecificRecord>> loadBefore(
            Mutiny.Session session, UUID stream, long sequence, Set<String> records, int most) {
        return session.createNativeQuery(EventSql.LOAD_BEFORE, Object[].class)
                .setParameter(1, stream)
                .setParameter(2, sequence)
                .setParameter(3, String.join(",", records))
                .setParameter(4, most)
                .getResultList()
                .map(rows -> rows.stream().map(ReactiveEvents::decode).toList());
    }

    private static SpecificRecord decode(Object[] row) {
        return JdbcEvents.decode((String) row[0], (String) row[1], (byte[]) row[2]);
    }

    private static Uni<Integer> execute(
            Mutiny.Session session, String sql, List<Object> parameters) {
        Mutiny.Query<?> query = session.createNativeQuery(sql);
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query.executeUpdate();
    }
}
