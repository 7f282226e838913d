package io.waybill.intake.waiting.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.intake.waiting.WaitingCalls;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.kafka.Follower;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Reads this instance's partition of intake.replies from its end on: nobody waits here for what was
 * answered before. No lead is taken before it stands there.
 */
@Readiness
@Singleton
final class ReplyFeed implements HealthCheck, Follower.Reader {

    private static final Logger LOG = Logger.getLogger(ReplyFeed.class);

    private final WaitingCalls waiting;
    private final ReplyMapper mapper;
    private final Follower follower;

    ReplyFeed(
            WaitingCalls waiting,
            ReplyMapper mapper,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "waybill.instance") int instance) {
        this.waiting = waiting;
        this.mapper = mapper;
        this.follower = Follower.ofNew(Topic.INTAKE_REPLIES, instance, broker, this);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("replies heard")
                .status(follower.isCaughtUp())
                .withData("waiting", waiting.waiting())
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
        if (event.value() instanceof IntakeReply reply) {
            UUID correlationId = reply.getMeta().getCorrelationId();
            if (reply.getKind() == ReplyKind.RUNNING) {
                waiting.joined(correlationId, reply.getLeadId());
            }
            mapper.map(reply).ifPresent(answer -> waiting.answered(correlationId, answer));
        }
    }

    @Override
    public void caughtUp() {
        waiting.begin();
        LOG.info("replies heard");
    }
}
