package io.waybill.flowengine.list.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.partner.v1.AccountHmacKey;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The HMAC keys of all accounts, wrapped, in the memory of each instance: whoever edits a list may
 * come to any of them.
 */
@Singleton
public final class AccountKeys {

    private final Map<UUID, WrappedKey> keys = new ConcurrentHashMap<>();
    private final MasterKeys masterKeys;

    AccountKeys(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** The key of an account; empty while it is not known here. */
    public Optional<DataKey> of(UUID accountId) {
        return Optional.ofNullable(keys.get(accountId)).map(masterKeys::unwrap);
    }

    void learn(AccountHmacKey key) {
        keys.put(
                key.getMeta().getAccountId(),
                new WrappedKey(key.getWrappedKey(), key.getMasterKeyId()));
    }
}
