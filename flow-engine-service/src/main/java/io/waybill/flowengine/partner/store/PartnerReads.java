package io.waybill.flowengine.partner.store;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads connections of an account; another account's is not found. */
@Singleton
public final class PartnerReads {

    private static final String PAID = "paid";

    private final Mutiny.SessionFactory sessions;

    PartnerReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Those of the ids that the account sells over. */
    public Uni<Map<UUID, KnownPartner>> ofSeller(UUID accountId, Collection<UUID> ids) {
        return sessions.withSession(session -> ofSeller(session, accountId, ids));
    }

    /** The same within a transaction. */
    public static Uni<Map<UUID, KnownPartner>> ofSeller(
            Mutiny.Session session, UUID accountId, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createSelectionQuery(
                        "from PartnerConnectionRow where accountId = :account and connectionId in :ids",
                        PartnerConnectionRow.class)
                .setParameter("account", accountId)
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> {
                    Map<UUID, KnownPartner> found = new LinkedHashMap<>();
                    rows.forEach(row -> found.put(row.connectionId, row.known()));
                    return found;
                });
    }

    /** A connection of which the account is one side. */
    public Uni<Optional<KnownPartner>> ofEither(UUID accountId, UUID id) {
        return sessions.withSession(session ->
                session.find(PartnerConnectionRow.class, id)
                        .map(row ->
                                Optional.ofNullable(row)
                                        .filter(r ->
                                                r.accountId.equals(accountId)
                                                        || accountId.equals(r.buyerId))
                                        .map(PartnerConnectionRow::known)));
    }

    /**
     * Whether the account pays for selling. One whose plan nobody has changed has what it was
     * opened with, and every account that sells was opened with a paid one.
     */
    public static Uni<Boolean> isPaid(Mutiny.Session session, UUID accountId) {
        return session.find(AccountPlanRow.class, accountId)
                .map(row -> row == null || row.plan.equals(PAID));
    }
}
