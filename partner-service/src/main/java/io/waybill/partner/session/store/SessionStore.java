package io.waybill.partner.session.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.PartnerConfig;
import io.waybill.partner.account.store.Credentials;
import io.waybill.partner.account.store.Published;
import io.waybill.partner.session.RefreshDecision;
import io.waybill.partner.store.Writing;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.store.ReactiveEvents;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Sessions and their refresh tokens, of which only hashes are stored. A session is a stream of its
 * own, with one event at most: its end.
 */
@Singleton
public final class SessionStore {

    private static final UUID NONE = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final PartnerConfig config;
    private final Published published;
    private final InstantSource clock;

    SessionStore(
            Mutiny.SessionFactory sessions,
            PartnerConfig config,
            Published published,
            InstantSource clock) {
        this.sessions = sessions;
        this.config = config;
        this.published = published;
        this.clock = clock;
    }

    public Uni<SignedIn> begin(Credentials user, byte[] refreshHash) {
        Instant now = clock.instant();
        SessionRow row = new SessionRow();
        row.id = TimeOrderedIds.next();
        row.userId = user.userId();
        row.accountId = user.accountId();
        row.startedAt = now;
        row.expiresAt = now.plus(config.sessionLifetime());
        return sessions.withTransaction(session ->
                        forgetExpired(session, user.userId(), now)
                                .chain(() -> session.persist(row))
                                .chain(session::flush)
                                .chain(() ->
                                        session.persist(
                                                RefreshTokenRow.of(refreshHash, row.id, now))))
                .replaceWith(new SignedIn(row.id, user.userId(), user.accountId(), user.role()));
    }

    /**
     * Exchanges a refresh token for the next one; empty when it is not valid. One that was
     * exchanged before ends the session.
     */
    public Uni<Optional<SignedIn>> refresh(byte[] shownHash, byte[] nextHash) {
        List<OutboundRecord> records = new ArrayList<>();
        return sessions.withTransaction(session ->
                        session.find(
                                        RefreshTokenRow.class,
                                        shownHash,
                                        LockModeType.PESSIMISTIC_WRITE)
                                .chain(token ->
                                        token == null
                                                ? nobody()
                                                : refresh(session, token, nextHash, records)))
                .invoke(() -> published.announce(records));
    }

    /** Ends a session; doing so again changes nothing. */
    public Uni<Void> end(UUID sessionId) {
        List<OutboundRecord> records = new ArrayList<>();
        return sessions.withTransaction(session ->
                        locked(session, sessionId)
                                .chain(row ->
                                        row == null || row.endedAt != null
                                                ? Uni.createFrom().voidItem()
                                                : end(session, row, records)))
                .invoke(() -> published.announce(records));
    }

    /** Ends all sessions of a user, as a part of a transaction that does more. */
    public Uni<Void> endAll(Writing writing, UUID user) {
        return endOthers(writing, user, NONE);
    }

    /** The same for all but one. */
    public Uni<Void> endOthers(Writing writing, UUID user, UUID kept) {
        return writing.session()
                .createSelectionQuery(
                        "from SessionRow where userId = :user and endedAt is null"
                                + " and expiresAt > :now and id <> :kept",
                        SessionRow.class)
                .setParameter("user", user)
                .setParameter("now", writing.now())
                .setParameter("kept", kept)
                .getResultList()
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(
                        row -> writing.append(row.id, 0, List.of(ended(row, writing.now()))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What is over for good is dropped when its user signs in again. */
    private static Uni<Integer> forgetExpired(Mutiny.Session session, UUID user, Instant now) {
        return session.createMutationQuery(
                        "delete from SessionRow where userId = :user and expiresAt < :now")
                .setParameter("user", user)
                .setParameter("now", now)
                .executeUpdate();
    }

    private Uni<Optional<SignedIn>> refresh(
            Mutiny.Session session,
            RefreshTokenRow token,
            byte[] nextHash,
            List<OutboundRecord> records) {
        Instant now = clock.instant();
        return locked(session, token.sessionId)
                .chain(row -> {
                    var facts = new RefreshDecision.Facts(row.expiresAt, row.endedAt, token.usedAt);
                    return switch (RefreshDecision.of(facts, now)) {
                        case REFUSE -> nobody();
                        case END_SESSION -> end(session, row, records).chain(this::nobody);
                        case ROTATE -> {
                            token.usedAt = now;
                            yield session.persist(RefreshTokenRow.of(nextHash, row.id, now))
                                    .chain(() -> signedIn(session, row));
                        }
                    };
                });
    }

    private static Uni<Optional<SignedIn>> signedIn(Mutiny.Session session, SessionRow row) {
        return session.createSelectionQuery(
                        "select role from UserRow where id = :user and removedAt is null",
                        String.class)
                .setParameter("user", row.userId)
                .getSingleResultOrNull()
                .map(Optional::ofNullable)
                .map(found ->
                        found.map(role ->
                                new SignedIn(
                                        row.id,
                                        row.userId,
                                        row.accountId,
                                        Role.of(role).orElse(Role.READ_ONLY))));
    }

    private Uni<Void> end(Mutiny.Session session, SessionRow row, List<OutboundRecord> records) {
        records.add(ended(row, clock.instant()));
        return ReactiveEvents.append(session, row.id, 0, records);
    }

    private OutboundRecord ended(SessionRow row, Instant now) {
        row.endedAt = now;
        var meta =
                Metas.first(
                        Scope.of(row.accountId, Correlation.current()),
                        row.id,
                        TimeOrderedIds.next(),
                        now);
        return new OutboundRecord(
                Topic.PARTNER_EVENTS,
                row.accountId.toString(),
                SessionRevoked.newBuilder()
                        .setMeta(meta)
                        .setSessionId(row.id)
                        .setUserId(row.userId)
                        .setForgetAt(now.plus(config.tokenLifetime()))
                        .build());
    }

    private static Uni<SessionRow> locked(Mutiny.Session session, UUID id) {
        return session.find(SessionRow.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private Uni<Optional<SignedIn>> nobody() {
        return Uni.createFrom().item(Optional.empty());
    }
}
