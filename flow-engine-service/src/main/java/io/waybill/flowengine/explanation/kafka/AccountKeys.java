package io.waybill.flowengine.explanation.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.Hmacs;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The HMAC keys of accounts, wrapped, as partner.keys has them: the lanes have them likewise. */
@Singleton
public final class AccountKeys implements Follower.Reader {

    private final Follower follower;
    private final MasterKeys masterKeys;
    private final Map<UUID, WrappedKey> keys = new ConcurrentHashMap<>();

    AccountKeys(
            @Identifier("default-kafka-broker") Map<String, Object> broker, MasterKeys masterKeys) {
        this.follower = Follower.ofAll(Topic.PARTNER_KEYS, broker, this);
        this.masterKeys = masterKeys;
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    @Override
    public void take(Decoded.Event event) {
        if (event.value() instanceof AccountHmacKey key) {
            keys.put(
                    key.getMeta().getAccountId(),
                    new WrappedKey(key.getWrappedKey(), key.getMasterKeyId()));
        }
    }

    /**
     * Hexadecimal HMAC under an account's key, as lanes make them.
     *
     * @throws IllegalStateException when the account has no key, or none any more
     */
    public String digest(UUID accountId, String purpose, List<String> values) {
        WrappedKey wrapped = keys.get(accountId);
        if (wrapped == null) {
            throw new IllegalStateException("The account has no key");
        }
        DataKey key = masterKeys.unwrap(wrapped);
        byte[][] parts =
                values.stream()
                        .map(value -> value.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        return HexFormat.of().formatHex(Hmacs.sha256(key, purpose, parts));
    }
}
