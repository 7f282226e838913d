package io.waybill.intake.flows.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.intake.flows.FlowDirectory;
import io.waybill.intake.flows.FlowFact;
import io.waybill.intake.flows.Flows;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Reads flow.versions into the directory: every instance all of it. Flows are known once what was
 * there at the start has been read, and stay known while the broker is away.
 */
@Default
@Readiness
@Singleton
final class FlowFeed implements Flows, HealthCheck, Follower.Reader {

    private static final Logger LOG = Logger.getLogger(FlowFeed.class);

    private final Follower follower;
    // Facts of one poll: the directory is copied once for all of them.
    private final List<FlowFact> polled = new ArrayList<>();
    private volatile FlowDirectory directory = FlowDirectory.empty();

    FlowFeed(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.follower = Follower.ofAll(Topic.FLOW_VERSIONS, broker, this);
    }

    @Override
    public Optional<FlowDirectory> known() {
        return follower.isCaughtUp() ? Optional.of(directory) : Optional.empty();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("flows known")
                .status(follower.isCaughtUp())
                .withData("flows", directory.size())
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
        FlowFactMapper.map(event).ifPresent(polled::add);
    }

    @Override
    public void polled() {
        if (!polled.isEmpty()) {
            directory = directory.after(polled);
            polled.clear();
        }
    }

    @Override
    public void caughtUp() {
        LOG.infof("flows known count=%d", directory.size());
    }
}
