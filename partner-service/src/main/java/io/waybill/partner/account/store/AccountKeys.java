package io.waybill.partner.account.store;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.store.PersonKeys;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.tracing.Correlation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The keys that a new account and its users get, as partner.keys holds them. */
final class AccountKeys {

    private AccountKeys() {}

    /**
     * The data keys of the account and its users, and a new HMAC key that is known nowhere else.
     */
    static List<OutboundRecord> records(
            UUID account, SealingKeys keys, MasterKeys masterKeys, Instant now) {
        Scope scope = Scope.of(account, Correlation.current());
        WrappedKey hmac = masterKeys.wrap(DataKey.random());
        List<OutboundRecord> records = new ArrayList<>();
        records.add(PersonKeys.live(scope, account, masterKeys.wrap(keys.account()), now));
        keys.people()
                .forEach((user, key) ->
                        records.add(PersonKeys.live(scope, user, masterKeys.wrap(key), now)));
        records.add(
                new OutboundRecord(
                        Topic.PARTNER_KEYS,
                        account + "/hmac",
                        AccountHmacKey.newBuilder()
                                .setMeta(meta(scope, account, now))
                                .setWrappedKey(hmac.bytes())
                                .setMasterKeyId(hmac.masterKeyId())
                                .build()));
        return records;
    }

    /** The topic keeps the latest of each key and is no ledger: no place in a stream. */
    private static EventMeta meta(Scope scope, UUID owner, Instant now) {
        return Metas.request(scope, owner, TimeOrderedIds.next(), now);
    }
}
