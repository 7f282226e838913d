package io.waybill.flowengine.list.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.partner.v1.AccountHmacKey;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reads {@code partner.keys} for the keys of accounts: every instance all of it. It is ready when
 * it has read what was there at the start.
 */
@Readiness
@Singleton
final class AccountKeyFeed implements HealthCheck, Follower.Reader {

    private final AccountKeys keys;
    private final Follower follower;

    AccountKeyFeed(
            AccountKeys keys, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.keys = keys;
        this.follower = Follower.ofAll(Topic.PARTNER_KEYS, broker, this);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("account keys known")
                .status(follower.isCaughtUp())
                .build();
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
            keys.learn(key);
        }
    }
}
