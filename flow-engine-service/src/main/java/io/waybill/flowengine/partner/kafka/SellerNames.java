package io.waybill.flowengine.partner.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flowengine.partner.store.SealedName;
import io.waybill.partner.v1.PersonKeyErased;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Opens the names of accounts, with the accounts' own keys as partner.keys has them. */
@Singleton
final class SellerNames implements Follower.Reader {

    private static final String FIELD = "ConnectionConfigured.sellerName";

    /**
     * A name has as many characters as the line of a definition at most; it is cut all the same.
     */
    private static final int LONGEST = 200;

    private final Follower follower;
    private final MasterKeys masterKeys;
    private final Map<UUID, WrappedKey> keys = new ConcurrentHashMap<>();

    SellerNames(
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

    /** Keys of people are passed over: an account's has the account's id. */
    @Override
    public void take(Decoded.Event event) {
        switch (event.value()) {
            case PersonKeyLive live when live.getOwnerId().equals(live.getMeta().getAccountId()) ->
                    keys.put(
                            live.getOwnerId(),
                            new WrappedKey(live.getWrappedKey(), live.getMasterKeyId()));
            case PersonKeyErased erased -> keys.remove(erased.getOwnerId());
            default -> {}
        }
    }

    /**
     * Empty for a name that was erased.
     *
     * @throws IllegalStateException while not all keys have been read
     */
    Optional<String> open(UUID connectionId, SealedName name) {
        if (!follower.isCaughtUp()) {
            throw new IllegalStateException("The keys of accounts are not read yet");
        }
        return Optional.ofNullable(keys.get(name.ownerId()))
                .flatMap(wrapped -> open(connectionId, name, wrapped));
    }

    private Optional<String> open(UUID connectionId, SealedName name, WrappedKey wrapped) {
        try {
            String text =
                    masterKeys
                            .unwrap(wrapped)
                            .openText(
                                    connectionId,
                                    name.recordId(),
                                    FIELD,
                                    ByteBuffer.wrap(name.sealed()))
                            .replaceAll("\\p{Cntrl}+", " ")
                            .strip();
            return Optional.of(text.substring(0, Math.min(LONGEST, text.length())))
                    .filter(line -> !line.isEmpty());
        } catch (SealBroken unreadable) {
            return Optional.empty();
        }
    }
}
