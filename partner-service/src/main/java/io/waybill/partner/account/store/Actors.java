package io.waybill.partner.account.store;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who has done something in an account: its users, those who are gone too, and its keys. */
@Singleton
public final class Actors {

    private final MasterKeys masterKeys;

    Actors(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** Those that were found. */
    public static final class Known {

        private final Map<UUID, UserView> users;
        private final Map<UUID, DataKey> userKeys;
        private final Map<UUID, ApiKeyView> apiKeys;

        private Known(
                Map<UUID, UserView> users,
                Map<UUID, DataKey> userKeys,
                Map<UUID, ApiKeyView> apiKeys) {
            this.users = users;
            this.userKeys = userKeys;
            this.apiKeys = apiKeys;
        }

        public Optional<UserView> user(UUID id) {
            return Optional.ofNullable(users.get(id));
        }

        /** What is told of the user is sealed with this. */
        public Optional<DataKey> key(UUID user) {
            return Optional.ofNullable(userKeys.get(user));
        }

        public Optional<ApiKeyView> apiKey(UUID id) {
            return Optional.ofNullable(apiKeys.get(id));
        }
    }

    /** Users and keys of the account among the ids; others are left out. */
    public Uni<Known> of(Mutiny.Session session, UUID account, Collection<UUID> ids) {
        return rows(session, UserRow.class, account, ids)
                .chain(users ->
                        rows(session, ApiKeyRow.class, account, ids)
                                .chain(keys ->
                                        session.find(AccountRow.class, account)
                                                .map(row -> known(row, users, keys))));
    }

    private Known known(AccountRow account, List<UserRow> users, List<ApiKeyRow> keys) {
        DataKey key = account.key(masterKeys);
        return new Known(
                byId(users, row -> row.id, row -> row.view(masterKeys)),
                byId(users, row -> row.id, row -> row.key(masterKeys)),
                byId(keys, row -> row.id, row -> row.view(key)));
    }

    private static <R, V> Map<UUID, V> byId(
            List<R> rows, Function<R, UUID> id, Function<R, V> value) {
        return rows.stream().collect(Collectors.toMap(id, value));
    }

    private static <R> Uni<List<R>> rows(
            Mutiny.Session session, Class<R> type, UUID account, Collection<UUID> ids) {
        String name = type.getSimpleName();
        return session.createSelectionQuery(
                        "from " + name + " where accountId = :account and id in (:ids)", type)
                .setParameter("account", account)
                .setParameter("ids", ids)
                .getResultList();
    }
}
