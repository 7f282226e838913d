package io.waybill.partner.connection.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.partner.account.Label;
import io.waybill.partner.account.store.AccountFacts;
import io.waybill.partner.connection.Side;
import io.waybill.partner.connection.Target;
import io.waybill.partner.store.FieldIds;
import io.waybill.partner.store.PersonKeys;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the connections of an account; names are opened here, on the way out. */
@Singleton
public final class ConnectionReader {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** The name of a partner that was erased. */
    private static final String ERASED = "(erased)";

    private final Mutiny.SessionFactory sessions;
    private final PersonKeys keys;
    private final AccountFacts accounts;

    ConnectionReader(Mutiny.SessionFactory sessions, PersonKeys keys, AccountFacts accounts) {
        this.sessions = sessions;
        this.keys = keys;
        this.accounts = accounts;
    }

    public Uni<Optional<ConnectionView>> one(UUID account, UUID id) {
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from ConnectionRow where id = :id"
                                        + " and (sellerId = :account or buyerId = :account)",
                                ConnectionRow.class)
                        .setParameter("id", id)
                        .setParameter("account", account)
                        .getResultList()
                        .chain(rows -> views(session, account, rows))
                        .map(views -> views.stream().findFirst()));
    }

    /**
     * In the order of ids, after the given one, at most as many as asked for.
     *
     * @param side on which the account stands; empty for either
     */
    public Uni<List<ConnectionView>> all(
            UUID account, Optional<Side> side, Optional<UUID> after, int count) {
        String query =
                "from ConnectionRow where %s and id > :after order by id"
                        .formatted(
                                side.map(ConnectionReader::standsOn)
                                        .orElse("(sellerId = :account or buyerId = :account)"));
        return sessions.withSession(session ->
                session.createSelectionQuery(query, ConnectionRow.class)
                        .setParameter("account", account)
                        .setParameter("after", after.orElse(BEFORE_ALL))
                        .setMaxResults(count)
                        .getResultList()
                        .chain(rows -> views(session, account, rows)));
    }

    /** Ids of the accounts that it is connected with, in their order, after the given one. */
    public Uni<List<UUID>> partners(UUID account, Optional<UUID> after, int count) {
        String sql =
                """
                SELECT DISTINCT partner FROM (
                    SELECT buyer_id AS partner FROM connection
                    WHERE seller_id = ?1 AND buyer_id IS NOT NULL AND ended_at IS NULL
                    UNION ALL
                    SELECT seller_id FROM connection WHERE buyer_id = ?1 AND ended_at IS NULL) p
                WHERE partner > ?2 ORDER BY partner
                """;
        return sessions.withSession(session ->
                session.createNativeQuery(sql, UUID.class)
                        .setParameter(1, account)
                        .setParameter(2, after.orElse(BEFORE_ALL))
                        .setMaxResults(count)
                        .getResultList());
    }

    /** The connections with these partners that have not ended, in the order of ids. */
    public Uni<List<ConnectionView>> with(UUID account, List<UUID> partners) {
        if (partners.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return sessions.withSession(session ->
                session.createSelectionQuery(
                                "from ConnectionRow where endedAt is null"
                                        + " and (sellerId = :account and buyerId in (:partners)"
                                        + " or buyerId = :account and sellerId in (:partners))"
                                        + " order by id",
                                ConnectionRow.class)
                        .setParameter("account", account)
                        .setParameter("partners", partners)
                        .getResultList()
                        .chain(rows -> views(session, account, rows)));
    }

    private static String standsOn(Side side) {
        return switch (side) {
            case SELLER -> "sellerId = :account";
            case BUYER -> "buyerId = :account";
        };
    }

    private Uni<List<ConnectionView>> views(
            Mutiny.Session session, UUID account, List<ConnectionRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<UUID> invitations = rows.stream().map(row -> row.invitationId).toList();
        List<UUID> parties =
                rows.stream()
                        .flatMap(row ->
                                Stream.concat(
                                        Stream.of(row.sellerId),
                                        Optional.ofNullable(row.buyerId).stream()))
                        .distinct()
                        .toList();
        return keys.of(session, invitations)
                .chain(found ->
                        accounts.names(session, parties)
                                .map(names ->
                                        rows.stream()
                                                .map(row -> view(row, account, found, names))
                                                .toList()));
    }

    private static ConnectionView view(
            ConnectionRow row, UUID account, Map<UUID, DataKey> keys, Map<UUID, Label> names) {
        boolean sells = row.sellerId.equals(account);
        return new ConnectionView(
                row.id,
                sells ? Side.SELLER : Side.BUYER,
                sells ? buyer(row, keys, names) : seller(row, names),
                row.state,
                FieldIds.ids(row.fields),
                FieldIds.ids(row.holds),
                sells ? Optional.empty() : target(row),
                sells ? Optional.of(row.invitationId) : Optional.empty(),
                new ConnectionView.Times(
                        row.openedAt, row.acceptedAt, row.configuredAt, row.endedAt, row.endCause));
    }

    /** Who was invited, until there is an account, whose own name it is then. */
    private static ConnectionView.Partner buyer(
            ConnectionRow row, Map<UUID, DataKey> keys, Map<UUID, Label> names) {
        UUID buyer = row.buyerId;
        if (buyer != null) {
            return new ConnectionView.Partner(buyer, name(buyer, names));
        }
        DataKey key = keys.get(row.invitationId);
        return new ConnectionView.Partner(null, key == null ? ERASED : row.partnerName(key));
    }

    private static ConnectionView.Partner seller(ConnectionRow row, Map<UUID, Label> names) {
        return new ConnectionView.Partner(row.sellerId, name(row.sellerId, names));
    }

    private static String name(UUID account, Map<UUID, Label> names) {
        Label name = names.get(account);
        return name == null ? ERASED : name.text();
    }

    private static Optional<Target> target(ConnectionRow row) {
        if (row.destinationId != null) {
            return Optional.of(new Target.ToDestination(row.destinationId));
        }
        return row.flowId != null && row.sourceId != null
                ? Optional.of(new Target.ToFlow(row.flowId, row.sourceId))
                : Optional.empty();
    }
}
