package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What the events of a command are sealed with: the account's key, and a key of their own for users
 * whom the command adds. So a person can be erased and the account stays.
 */
record SealingKeys(DataKey account, Map<UUID, DataKey> users) {

    SealingKeys {
        users = Map.copyOf(users);
    }

    /** New keys for a new account and its first user. */
    static SealingKeys fresh(UUID owner) {
        return new SealingKeys(DataKey.random(), Map.of(owner, DataKey.random()));
    }

    /** For commands that add nobody. */
    static SealingKeys of(DataKey account) {
        return new SealingKeys(account, Map.of());
    }

    DataKey user(UUID id) {
        return Objects.requireNonNull(users.get(id), "a user is added with a key");
    }
}
