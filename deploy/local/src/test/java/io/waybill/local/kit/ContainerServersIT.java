package io.waybill.local.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;

/**
 * Runs where an engine and the images are; skipped, and counted as such, elsewhere. Whoever asks
 * for containers is told when there are none.
 */
final class ContainerServersIT implements ServersContract {

    @BeforeEach
    void an_engine_and_the_images_are_here() {
        var why = ContainerServers.unavailable();
        if (Servers.chosen() instanceof ContainerServers) {
            assertThat(why).as("why there are no containers").isEmpty();
        }
        assumeTrue(why.isEmpty(), () -> "No containers: " + why.orElse(""));
    }

    @Override
    public Servers servers() {
        return new ContainerServers();
    }
}
