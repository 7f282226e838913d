package io.waybill.reporting.lead.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.PersonKeyErased;
import io.waybill.partner.v1.PersonKeyLive;
import io.waybill.reporting.lead.PartnerNames;
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

/**
 * The names under which accounts accepted invitations, sealed as they came, in the memory of each
 * instance. The last one counts; without the account's key there is none.
 */
@Singleton
final class FollowedPartners implements PartnerNames {

    private static final String FIELD = "ConnectionAccepted.buyerName";

    private final MasterKeys masterKeys;
    private final Follower connections;
    private final Follower keyFeed;
    private final Map<UUID, Sealed> names = new ConcurrentHashMap<>();
    private final Map<UUID, WrappedKey> keys = new ConcurrentHashMap<>();

    /** A name, and for which place it is sealed. */
    private record Sealed(UUID connectionId, UUID recordId, ByteBuffer name) {}

    FollowedPartners(
            @Identifier("default-kafka-broker") Map<String, Object> broker, MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
        this.connections = Follower.ofAll(Topic.PARTNER_EVENTS, broker, this::takeConnection);
        this.keyFeed = Follower.ofAll(Topic.PARTNER_KEYS, broker, this::takeKey);
    }

    void start(@Observes StartupEvent event) {
        connections.start();
        keyFeed.start();
    }

    void stop(@Observes ShutdownEvent event) {
        connections.close();
        keyFeed.close();
    }

    /** A name under an invitation's key, as in earlier records, is passed over. */
    void takeConnection(Decoded.Event event) {
        if (event.value() instanceof ConnectionAccepted accepted
                && accepted.getBuyerId().equals(accepted.getNameKeyId())) {
            names.put(
                    accepted.getBuyerId(),
                    new Sealed(
                            accepted.getConnectionId(),
                            accepted.getMeta().getRecordId(),
                            accepted.getBuyerName()));
        }
    }

    /** Keys of people are passed over: an account's has the account's id. */
    void takeKey(Decoded.Event event) {
        switch (event.value()) {
            case PersonKeyLive live when live.getOwnerId().equals(live.getMeta().getAccountId()) ->
                    keys.put(
                            live.getOwnerId(),
                            new WrappedKey(live.getWrappedKey(), live.getMasterKeyId()));
            case PersonKeyErased erased -> keys.remove(erased.getOwnerId());
            default -> {}
        }
    }

    @Override
    public Optional<String> of(UUID accountId) {
        return Optional.ofNullable(names.get(accountId))
                .flatMap(name ->
                        Optional.ofNullable(keys.get(accountId)).flatMap(key -> open(name, key)));
    }

    private Optional<String> open(Sealed sealed, WrappedKey key) {
        try {
            return Optional.of(
                    masterKeys
                            .unwrap(key)
                            .openText(
                                    sealed.connectionId(),
                                    sealed.recordId(),
                                    FIELD,
                                    sealed.name().duplicate()));
        } catch (SealBroken unreadable) {
            return Optional.empty();
        }
    }
}
