package io.waybill.delivery.partner.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.delivery.partner.Connections;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that have ended, in the memory of each instance. It may lag by a poll; what ended
 * never comes back.
 */
@Singleton
final class EndedConnections implements Connections, Follower.Reader {

    private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
    private final Follower follower;

    @Inject
    EndedConnections(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.follower = Follower.ofAll(Topic.PARTNER_EVENTS, broker, this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    @Override
    public void take(Decoded.Event event) {
        if (event.value() instanceof ConnectionEnded end) {
            ended.add(end.getConnectionId());
        }
    }

    @Override
    public boolean isEnded(UUID connectionId) {
        return ended.contains(connectionId);
    }
}
