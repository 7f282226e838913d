package io.waybill.delivery.settling.store;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.settling.DeliveryFilter;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads deliveries for the account that owns them; opens what is sealed on the way out. */
@Singleton
public final class DeliveryReader {

    private final Mutiny.SessionFactory sessions;
    private final MasterKeys masterKeys;

    /**
     * Who reads.
     *
     * @param opens whether what is sealed is opened for them
     */
    public record Reader(UUID account, boolean opens) {}

    @Inject
    DeliveryReader(Mutiny.SessionFactory sessions, MasterKeys masterKeys) {
        this.sessions = sessions;
        this.masterKeys = masterKeys;
    }

    /** Those of a lead in the order in which they were accepted, any others the newest first. */
    public Uni<Page<DeliveryView>> list(
            Reader reader, DeliveryFilter filter, int limit, @Nullable String cursor) {
        boolean oldestFirst = filter.leadId().isPresent();
        DeliveryConditions conditions = DeliveryConditions.of(reader.account(), filter);
        Cursor after = Cursor.parse(cursor, 2);
        if (after != null) {
            conditions.after(after.time(0), after.id(1), oldestFirst);
        }
        String order = oldestFirst ? "acceptedAt, eventId" : "acceptedAt desc, eventId desc";
        return sessions.withSession(session ->
                        conditions
                                .bind(
                                        session.createSelectionQuery(
                                                "from DeliveryEntity where "
                                                        + conditions.text()
                                                        + " order by "
                                                        + order,
                                                DeliveryEntity.class))
                                .setMaxResults(limit + 1)
                                .getResultList())
                .map(rows ->
                        Page.of(rows, limit, DeliveryReader::sortKey)
                                .map(row -> view(reader, row)));
    }

    /** One delivery with its attempts; empty where it is not the account's. */
    public Uni<Optional<DeliveryView.Detail>> one(Reader reader, UUID eventId) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                """
                                from DeliveryEntity
                                where eventId = :id and accountId = :account
                                """,
                                DeliveryEntity.class)
                        .setParameter("id", eventId)
                        .setParameter("account", reader.account())
                        .getResultList()
                        .flatMap(rows ->
                                rows.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : detail(session, reader, rows.getFirst())));
    }

    private Uni<Optional<DeliveryView.Detail>> detail(
            Mutiny.Session session, Reader reader, DeliveryEntity row) {
        return session.createSelectionQuery(
                        "from AttemptEntity where eventId = :id order by number",
                        AttemptEntity.class)
                .setParameter("id", row.eventId)
                .getResultList()
                .map(attempts ->
                        Optional.of(
                                new DeliveryView.Detail(
                                        view(reader, row),
                                        attempts.stream()
                                                .map(attempt -> view(reader, row, attempt))
                                                .toList())));
    }

    private DeliveryView view(Reader reader, DeliveryEntity row) {
        return new DeliveryView(
                row.eventId,
                row.leadId,
                row.stepId,
                row.flowId,
                row.destinationId,
                row.address,
                row.test,
                row.state,
                row.attempts,
                row.acceptedAt,
                row.settleBy,
                row.dueAt,
                row.roundUntil,
                row.outcome,
                row.certain,
                reason(reader, row),
                row.settledAt,
                row.knownAt,
                row.salePrice,
                row.price,
                row.currency);
    }

    private @Nullable String reason(Reader reader, DeliveryEntity row) {
        UUID record = row.saidBy;
        String field = row.saidField;
        return record == null || field == null
                ? null
                : open(reader, row, record, field, row.reason);
    }

    private DeliveryView.Attempt view(Reader reader, DeliveryEntity delivery, AttemptEntity row) {
        return new DeliveryView.Attempt(
                row.number,
                row.outcome,
                row.status,
                row.latencyMicros / 1_000.0,
                row.endedAt,
                open(reader, delivery, row.recordId, "AttemptEnded.reason", row.reason),
                open(reader, delivery, row.recordId, "AttemptEnded.request", row.request),
                open(reader, delivery, row.recordId, "AttemptEnded.reply", row.reply));
    }

    private @Nullable String open(
            Reader reader,
            DeliveryEntity delivery,
            UUID record,
            String field,
            byte @Nullable [] sealed) {
        if (sealed == null || !reader.opens()) {
            return null;
        }
        try {
            DataKey key =
                    masterKeys.unwrap(
                            new WrappedKey(
                                    ByteBuffer.wrap(delivery.wrappedKey), delivery.masterKeyId));
            return key.openText(delivery.eventId, record, field, ByteBuffer.wrap(sealed));
        } catch (SealBroken keyIsGone) {
            return null;
        }
    }

    private static Cursor sortKey(DeliveryEntity row) {
        return Cursor.of(row.acceptedAt.toString(), row.eventId.toString());
    }
}
