package io.waybill.flowengine.leadrun.kafka;

import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the lanes of this instance run; not while they are restored or moved. */
@Readiness
@Singleton
final class LaneHealth implements HealthCheck {

    private final LaneRunner runner;

    LaneHealth(LaneRunner runner) {
        this.runner = runner;
    }

    @Override
    public HealthCheckResponse call() {
        String state = runner.state().map(Enum::name).orElse("WAITING_FOR_BROKER");
        return HealthCheckResponse.named("lanes")
                .withData("state", state)
                .status(state.equals(KafkaStreams.State.RUNNING.name()))
                .build();
    }
}
