package io.waybill.local.kit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;

/** Runs where an engine and the images are; skipped, and counted as such, elsewhere. */
final class ContainerServersIT implements ServersContract {

    @BeforeEach
    void an_engine_and_the_images_are_here() {
        var why = ContainerServers.unavailable();
        assumeTrue(why.isEmpty(), () -> "No containers: " + why.orElse(""));
    }

    @Override
    public Servers servers() {
        return new ContainerServers();
    }
}
