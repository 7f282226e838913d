package io.waybill.intake;

import io.quarkus.test.common.http.TestHTTPResource;
import io.waybill.intake.flows.Flows;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that plays sources, and the engine behind: a flow of its own for each test. */
abstract class AtTheGateway {

    @SuppressWarnings("NullAway.Init") // filled in by the test framework
    RealServers servers;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI base;

    @Inject Flows flows;

    @SuppressWarnings("NullAway.Init") // filled in before each test
    IntakeFixture intake;

    @SuppressWarnings("NullAway.Init")
    TestFlow flow;

    @BeforeEach
    void start() {
        intake = new IntakeFixture(servers, base, flows);
        flow = intake.flow();
    }

    @AfterEach
    void stop() throws InterruptedException {
        intake.close();
    }
}
