package io.waybill.partner.connection.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.connection.Side;
import io.waybill.partner.store.PersonKeys;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.ConnectionPaused;
import io.waybill.partner.v1.ConnectionResumed;
import io.waybill.servicekit.store.ReactiveEvents;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What happened to a connection, by whom, when and why; from its events. */
@Singleton
public final class ConnectionHistory {

    private static final String SELLER = "seller";
    private static final String BUYER = "buyer";
    private static final String SYSTEM = "system";

    private final Mutiny.SessionFactory sessions;
    private final PersonKeys keys;

    ConnectionHistory(Mutiny.SessionFactory sessions, PersonKeys keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    /**
     * In the order in which it happened; empty for a connection of which the account is no side.
     */
    public Uni<Optional<List<ConnectionPast>>> of(UUID account, UUID id) {
        return sessions.withSession(session ->
                session.find(ConnectionRow.class, id)
                        .chain(row ->
                                row == null || !row.concerns(account)
                                        ? Uni.createFrom().item(Optional.empty())
                                        : of(session, row, account).map(Optional::of)));
    }

    private Uni<List<ConnectionPast>> of(Mutiny.Session session, ConnectionRow row, UUID account) {
        Side side = row.sellerId.equals(account) ? Side.SELLER : Side.BUYER;
        return keys.of(session, List.of(row.invitationId))
                .chain(found ->
                        ReactiveEvents.load(session, row.id)
                                .map(events ->
                                        told(
                                                events,
                                                new Reader(side, found.get(row.invitationId)))));
    }

    private static List<ConnectionPast> told(List<SpecificRecord> events, Reader reader) {
        return events.stream().flatMap(event -> reader.told(event).stream()).toList();
    }

    /**
     * @param key null where it was erased
     */
    private record Reader(Side side, @Nullable DataKey key) {

        Optional<ConnectionPast> told(SpecificRecord event) {
            return Optional.ofNullable(
                    switch (event) {
                        case ConnectionOpened e -> plain(e.getMeta(), "opened", SELLER, e.getBy());
                        case ConnectionAccepted e ->
                                plain(e.getMeta(), "accepted", BUYER, e.getBy());
                        case ConnectionConfigured e ->
                                plain(
                                        e.getMeta(),
                                        "configured",
                                        e.getBy().equals(SYSTEM) ? SYSTEM : BUYER,
                                        e.getBy());
                        case ConnectionPaused e ->
                                past(
                                        e.getMeta(),
                                        new What("paused", e.getHold(), ofHold(e.getHold())),
                                        e.getBy(),
                                        reason(e.getMeta(), "ConnectionPaused", e.getReason()));
                        case ConnectionResumed e ->
                                past(
                                        e.getMeta(),
                                        new What("resumed", e.getHold(), ofHold(e.getHold())),
                                        e.getBy(),
                                        null);
                        case ConnectionEnded e ->
                                past(
                                        e.getMeta(),
                                        new What("ended", e.getCause(), ofCause(e.getCause())),
                                        e.getBy(),
                                        reason(e.getMeta(), "ConnectionEnded", e.getReason()));
                        default -> null;
                    });
        }

        private record What(String event, @Nullable String detail, String side) {}

        private ConnectionPast plain(EventMeta meta, String event, String side, String by) {
            return past(meta, new What(event, null, side), by, null);
        }

        /** Who of the other side did it is for that side to know. */
        private ConnectionPast past(EventMeta meta, What what, String by, @Nullable String reason) {
            boolean own =
                    what.side.equals(SYSTEM)
                            || what.side.equals(side.name().toLowerCase(Locale.ROOT));
            return new ConnectionPast(
                    meta.getOccurredAt(),
                    what.event,
                    what.side,
                    own ? by : null,
                    what.detail,
                    reason);
        }

        private @Nullable String reason(
                EventMeta meta, String record, @Nullable ByteBuffer sealed) {
            DataKey opened = key;
            return sealed == null || opened == null
                    ? null
                    : opened.openText(
                            meta.getStreamId(), meta.getRecordId(), record + ".reason", sealed);
        }

        private static String ofHold(String hold) {
            return hold.equals(SELLER) || hold.equals(BUYER) ? hold : SYSTEM;
        }

        private static String ofCause(String cause) {
            return switch (cause) {
                case "revoked", SELLER -> SELLER;
                case "declined", BUYER -> BUYER;
                default -> SYSTEM;
            };
        }
    }
}
