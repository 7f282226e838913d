package io.waybill.partner.session.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.partner.PartnerConfig;
import io.waybill.partner.account.store.Credentials;
import io.waybill.partner.session.Origin;
import io.waybill.partner.session.RefreshDecision;
import io.waybill.partner.store.Transactions;
import io.waybill.partner.store.Writing;
import io.waybill.partner.v1.SessionRevoked;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.tracing.Correlation;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Sessions and their refresh tokens, of which only hashes are stored. A session is a stream of its
 * own: how it began and that it was ended.
 */
@Singleton
public final class SessionStore {

    private static final UUID NONE = new UUID(0, 0);

    private final Transactions transactions;
    private final PartnerConfig config;
    private final AccessLog log;

    SessionStore(Transactions transactions, PartnerConfig config, AccessLog log) {
        this.transactions = transactions;
        this.config = config;
        this.log = log;
    }

    public Uni<SignedIn> begin(Credentials user, byte[] refreshHash, Origin origin) {
        return transactions.run(writing -> {
            Mutiny.Session session = writing.session();
            SessionRow row = row(user, writing.now());
            return forgetExpired(session, user.userId(), writing.now())
                    .chain(() -> session.persist(row))
                    .chain(session::flush)
                    .chain(() ->
                            session.persist(RefreshTokenRow.of(refreshHash, row.id, writing.now())))
                    .chain(() -> log.begun(writing, row, origin))
                    .replaceWith(
                            new SignedIn(row.id, user.userId(), user.accountId(), user.role()));
        });
    }

    private SessionRow row(Credentials user, Instant now) {
        SessionRow row = new SessionRow();
        row.id = TimeOrderedIds.next();
        row.userId = user.userId();
        row.accountId = user.accountId();
        row.startedAt = now;
        row.expiresAt = now.plus(config.sessionLifetime());
        row.events = 1;
        return row;
    }

    /**
     * Exchanges a refresh token for the next one; empty when it is not valid. One that was
     * exchanged before ends the session.
     */
    public Uni<Optional<SignedIn>> refresh(byte[] shownHash, byte[] nextHash) {
        return transactions.run(writing ->
                writing.session()
                        .find(RefreshTokenRow.class, shownHash, LockModeType.PESSIMISTIC_WRITE)
                        .chain(token ->
                                token == null ? nobody() : refresh(writing, token, nextHash)));
    }

    /** Ends a session; doing so again changes nothing. */
    public Uni<Void> end(UUID sessionId) {
        return transactions.run(writing ->
                locked(writing.session(), sessionId)
                        .chain(row ->
                                row == null || row.endedAt != null
                                        ? Uni.createFrom().voidItem()
                                        : end(writing, row)));
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
                .transformToUniAndConcatenate(row -> end(writing, row))
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
            Writing writing, RefreshTokenRow token, byte[] nextHash) {
        Mutiny.Session session = writing.session();
        Instant now = writing.now();
        return locked(session, token.sessionId)
                .chain(row -> {
                    var facts = new RefreshDecision.Facts(row.expiresAt, row.endedAt, token.usedAt);
                    return switch (RefreshDecision.of(facts, now)) {
                        case REFUSE -> nobody();
                        case END_SESSION -> end(writing, row).chain(this::nobody);
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

    private Uni<Void> end(Writing writing, SessionRow row) {
        int before = row.events;
        return writing.append(row.id, before, List.of(ended(row, writing.now())));
    }

    private OutboundRecord ended(SessionRow row, Instant now) {
        row.endedAt = now;
        row.events++;
        var meta =
                Metas.of(
                        Scope.of(row.accountId, Correlation.current()),
                        row.id,
                        row.events,
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
