package io.waybill.partner.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The data keys of people who are no users, as who is invited: one row each, so that one deletion
 * takes everything that is sealed with it.
 */
@Singleton
public final class PersonKeys {

    private final MasterKeys masterKeys;

    PersonKeys(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** A new key, kept here and told to the others on {@code partner.keys}. */
    public Uni<DataKey> make(Writing writing, Scope scope, UUID owner) {
        DataKey key = DataKey.random();
        return keep(writing, scope, owner, key).replaceWith(key);
    }

    /** The same with a key that something was sealed with already. */
    public Uni<Void> keep(Writing writing, Scope scope, UUID owner, DataKey key) {
        WrappedKey wrapped = masterKeys.wrap(key);
        return writing.session()
                .persist(PersonKeyRow.of(owner, wrapped))
                .chain(() -> writing.request(List.of(live(scope, owner, wrapped, writing.now()))));
    }

    /** The key of somebody who has one. */
    public Uni<DataKey> of(Mutiny.Session session, UUID owner) {
        return session.find(PersonKeyRow.class, owner).map(row -> row.key(masterKeys));
    }

    /** Those that are there; who was erased has none. */
    public Uni<Map<UUID, DataKey>> of(Mutiny.Session session, Collection<UUID> owners) {
        if (owners.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return session.createSelectionQuery(
                        "from PersonKeyRow where ownerId in (:owners)", PersonKeyRow.class)
                .setParameter("owners", owners)
                .getResultList()
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> row.ownerId, row -> row.key(masterKeys))));
    }

    /** As {@code partner.keys} holds it. The topic is no ledger: no place in a stream. */
    public static OutboundRecord live(Scope scope, UUID owner, WrappedKey key, Instant now) {
        return new OutboundRecord(
                Topic.PARTNER_KEYS,
                owner.toString(),
                PersonKeyLive.newBuilder()
                        .setMeta(Metas.request(scope, owner, TimeOrderedIds.next(), now))
                        .setOwnerId(owner)
                        .setWrappedKey(key.bytes())
                        .setMasterKeyId(key.masterKeyId())
                        .build());
    }
}
