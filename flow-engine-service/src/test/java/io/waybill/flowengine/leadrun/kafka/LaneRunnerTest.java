package io.waybill.flowengine.leadrun.kafka;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.flowengine.EngineConfig;
import io.waybill.flowengine.leadrun.LeadRunDecider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneRunnerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void a_broker_without_an_address_is_waited_for(@TempDir Path directory) {
        LaneRunner runner = runner(directory);

        runner.start(new StartupEvent());

        await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(LaneRunnerTest::isRunning);
        runner.stop(new ShutdownEvent());
        await().atMost(LIMIT).until(() -> !isRunning());
    }

    private static LaneRunner runner(Path directory) {
        MeterRegistry meters = new SimpleMeterRegistry();
        LaneSettings settings =
                new LaneSettings(
                        Map.of("bootstrap.servers", "broker.invalid:9092"),
                        directory,
                        0,
                        new Usual());
        try (LaneFixture lane = new LaneFixture()) {
            LaneProcessor.Parts parts =
                    new LaneProcessor.Parts(
                            new LeadRunDecider((lead, step, run) -> lead),
                            lane.masterKeys,
                            new LoggedLanes(meters));
            return new LaneRunner(settings, meters, parts, Optional.empty());
        }
    }

    private static boolean isRunning() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("lane-runner"));
    }

    private static final class Usual implements EngineConfig {

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public int standbys() {
            return 0;
        }

        @Override
        public Duration commitInterval() {
            return Duration.ofMillis(10);
        }

        @Override
        public Duration explainedFor() {
            return Duration.ofDays(1);
        }
    }
}
