package io.waybill.servicekit.auth;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reads {@code partner.events} into the directory: every instance all of it. It is ready when it
 * has read what was there at the start.
 */
@Readiness
@Singleton
final class AccountFeed implements HealthCheck, Follower.Reader {

    private final AccountDirectory directory;
    private final InstantSource clock;
    private final Follower follower;

    AccountFeed(
            AccountDirectory directory,
            InstantSource clock,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.directory = directory;
        this.clock = clock;
        this.follower = Follower.ofAll(Topic.PARTNER_EVENTS, broker, this);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("accounts known").status(follower.isCaughtUp()).build();
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    @Override
    public void take(Decoded.Event event) {
        directory.learn(event.value());
    }

    @Override
    public void polled() {
        directory.forgetExpired(clock.instant());
    }
}
