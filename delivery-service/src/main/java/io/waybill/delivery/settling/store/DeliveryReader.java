package io.waybill.delivery.settling.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads deliveries for the account that owns them; opens what is sealed on the way out. */
@Singleton
public final class DeliveryReader {

    private final Mutiny.SessionFactory sessions;
    private final MasterKeys masterKeys;

    @Inject
    DeliveryReader(Mutiny.SessionFactory sessions, MasterKeys masterKeys) {
        this.sessions = sessions;
        this.masterKeys = masterKeys;
    }

    /** The deliveries of a lead, in the order in which they were accepted. */
    public Uni<Page<DeliveryView>> ofLead(
            UUID account, UUID lead, int limit, @Nullable String cursor) {
        Place after = place(cursor);
        return sessions.withSession(session ->
                        session.createSelectionQuery(
                                        """
                                        from DeliveryEntity
                                        where accountId = :account and leadId = :lead
                                          and (acceptedAt > :at
                                            or acceptedAt = :at and eventId > :id)
                                        order by acceptedAt, eventId
                                        """,
                                        DeliveryEntity.class)
                                .setParameter("account", account)
                                .setParameter("lead", lead)
                                .setParameter("at", after.at())
                                .setParameter("id", after.id())
                                .setMaxResults(limit + 1)
                                .getResultList())
                .map(rows -> Page.of(rows, limit, DeliveryReader::sortKey).map(this::view));
    }

    /** One delivery with its attempts; empty where it is not the account's. */
    public Uni<Optional<DeliveryView.Detail>> one(UUID account, UUID eventId) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                """
                                from DeliveryEntity
                                where eventId = :id and accountId = :account
                                """,
                                DeliveryEntity.class)
                        .setParameter("id", eventId)
                        .setParameter("account", account)
                        .getResultList()
                        .flatMap(rows ->
                                rows.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : detail(session, rows.getFirst())));
    }

    private Uni<Optional<DeliveryView.Detail>> detail(Mutiny.Session session, DeliveryEntity row) {
        return session.createSelectionQuery(
                        "from AttemptEntity where eventId = :id order by number",
                        AttemptEntity.class)
                .setParameter("id", row.eventId)
                .getResultList()
                .map(attempts ->
                        Optional.of(
                                new DeliveryView.Detail(
                                        view(row),
                                        attempts.stream()
                                                .map(attempt -> view(row, attempt))
                                                .toList())));
    }

    private DeliveryView view(DeliveryEntity row) {
        UUID record = row.settledRecord;
        return new DeliveryView(
                row.eventId,
                row.leadId,
                row.stepId,
                row.state,
                row.attempts,
                row.acceptedAt,
                row.settleBy,
                row.dueAt,
                row.outcome,
                row.certain,
                record == null ? null : open(row, record, "DeliverySettled.reason", row.reason),
                row.settledAt);
    }

    private DeliveryView.Attempt view(DeliveryEntity delivery, AttemptEntity row) {
        return new DeliveryView.Attempt(
                row.number,
                row.outcome,
                row.status,
                row.latencyMicros / 1_000.0,
                row.endedAt,
                open(delivery, row.recordId, "AttemptEnded.reason", row.reason),
                open(delivery, row.recordId, "AttemptEnded.request", row.request),
                open(delivery, row.recordId, "AttemptEnded.reply", row.reply));
    }

    private @Nullable String open(
            DeliveryEntity delivery, UUID record, String field, byte @Nullable [] sealed) {
        if (sealed == null) {
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

    private record Place(Instant at, UUID id) {}

    private static Cursor sortKey(DeliveryEntity row) {
        return Cursor.of(row.acceptedAt.toString(), row.eventId.toString());
    }

    private static Place place(@Nullable String text) {
        Cursor cursor = Cursor.parse(text, 2);
        return cursor == null
                ? new Place(Instant.EPOCH, new UUID(0, 0))
                : new Place(cursor.time(0), cursor.id(1));
    }
}
