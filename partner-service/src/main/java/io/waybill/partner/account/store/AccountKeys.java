package io.waybill.partner.account.store;

import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.tracing.Correlation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The keys that a new account gets, as partner.keys holds them. */
final class AccountKeys {

    private AccountKeys() {}

    /** The account's data key, and a new HMAC key that is known nowhere else. */
    static List<OutboundRecord> records(
            UUID account, DataKey dataKey, MasterKeys masterKeys, Instant now) {
        Scope scope = Scope.of(account, Correlation.current());
        WrappedKey data = masterKeys.wrap(dataKey);
        WrappedKey hmac = masterKeys.wrap(DataKey.random());
        return List.of(
                new OutboundRecord(
                        Topic.PARTNER_KEYS,
                        account.toString(),
                        PersonKeyLive.newBuilder()
                                .setMeta(meta(scope, account, now))
                                .setOwnerId(account)
                                .setWrappedKey(data.bytes())
                                .setMasterKeyId(data.masterKeyId())
                                .build()),
                new OutboundRecord(
                        Topic.PARTNER_KEYS,
                        account + "/hmac",
                        AccountHmacKey.newBuilder()
                                .setMeta(meta(scope, account, now))
                                .setWrappedKey(hmac.bytes())
                                .setMasterKeyId(hmac.masterKeyId())
                                .build()));
    }

    /** The topic keeps the latest of each key and is no ledger: no place in a stream. */
    private static EventMeta meta(Scope scope, UUID account, Instant now) {
        return Metas.request(scope, account, TimeOrderedIds.next(), now);
    }
}
