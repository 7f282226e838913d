package io.waybill.partner.invitation.store;

import io.smallrye.mutiny.Uni;
import io.waybill.partner.store.PersonKeys;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the invitations of a seller; personal data is opened here, on the way out. */
@Singleton
public final class InvitationReader {

    /** Before the id of any invitation. */
    public static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final PersonKeys keys;

    InvitationReader(Mutiny.SessionFactory sessions, PersonKeys keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    public Uni<Optional<InvitationView>> one(UUID seller, UUID id) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from InvitationRow where id = :id and sellerId = :seller",
                                InvitationRow.class)
                        .setParameter("id", id)
                        .setParameter("seller", seller)
                        .getResultList()
                        .chain(rows -> opened(session, rows))
                        .map(views -> views.stream().findFirst()));
    }

    /** In the order of ids, after the given one, at most as many as asked for. */
    public Uni<List<InvitationView>> all(UUID seller, Optional<UUID> after, int count) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from InvitationRow where sellerId = :seller and id > :after"
                                        + " order by id",
                                InvitationRow.class)
                        .setParameter("seller", seller)
                        .setParameter("after", after.orElse(BEFORE_ALL))
                        .setMaxResults(count)
                        .getResultList()
                        .chain(rows -> opened(session, rows)));
    }

    /**
     * Those whose time is over and that nobody has ended yet, in the order of ids, after the given
     * one.
     */
    public Uni<List<UUID>> due(Instant now, UUID after, int most) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "select id from InvitationRow"
                                        + " where state = 'pending' and expiresAt <= :now"
                                        + " and id > :after order by id",
                                UUID.class)
                        .setParameter("now", now)
                        .setParameter("after", after)
                        .setMaxResults(most)
                        .getResultList());
    }

    private Uni<List<InvitationView>> opened(Mutiny.Session session, List<InvitationRow> rows) {
        return keys.of(session, rows.stream().map(row -> row.id).toList())
                .map(found ->
                        rows.stream()
                                .flatMap(row ->
                                        Optional.ofNullable(found.get(row.id))
                                                .map(row::view)
                                                .stream())
                                .toList());
    }
}
