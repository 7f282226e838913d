package io.waybill.partner.account.store;

import io.waybill.eventsourcing.sealing.DataKey;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What the events of a command are sealed with: the account's key, and a key of their own for
 * people whom the command adds or invites. So a person can be erased and the account stays.
 *
 * @param people by the id of the user or of the invitation
 */
record SealingKeys(DataKey account, Map<UUID, DataKey> people) {

    SealingKeys {
        people = Map.copyOf(people);
    }

    /** New keys for a new account and its first user. */
    static SealingKeys fresh(UUID owner) {
        return new SealingKeys(DataKey.random(), Map.of(owner, DataKey.random()));
    }

    DataKey person(UUID id) {
        return Objects.requireNonNull(people.get(id), "people are added and invited with a key");
    }
}
