package io.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.intake.flows.Flows;
import io.waybill.intake.waiting.WaitingCalls;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The broker dies in mid-flight and comes back; intake is not restarted. */
@QuarkusTest
@TestProfile(FastMinutes.class)
@WithTestResource(RealServers.class)
class BrokerLossIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // filled in by the test framework
    RealServers servers;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI base;

    @Inject Flows flows;
    @Inject WaitingCalls waiting;

    private IntakeFixture intake;

    @BeforeEach
    void start() {
        intake = new IntakeFixture(servers, base, flows);
    }

    @AfterEach
    void stop() throws InterruptedException {
        servers.kafka().start();
        intake.close();
    }

    @Test
    void a_lead_that_nobody_acknowledges_answers_503_and_recovery_needs_no_restart() {
        TestFlow flow = intake.flow();
        // The other test restarts the broker too, and intake finds out within a second.
        awaitTaken(flow, "a=1");

        servers.kafka().kill9();
        List<CompletableFuture<HttpResponse<String>>> inFlight =
                IntStream.range(0, 20)
                        .mapToObj(n -> intake.calls.later(flow.submit(), "lost=" + n))
                        .toList();
        assertThat(inFlight).allSatisfy(answer -> assertUnavailable(answer.join()));
        assertThat(waiting.waiting()).isZero();

        long begin = System.nanoTime();
        assertUnavailable(intake.calls.form(flow.submit(), "a=2"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));

        servers.kafka().start();
        awaitTaken(flow, "a=3");
    }

    @Test
    void a_call_that_waits_while_the_broker_is_away_is_answered_afterwards() {
        TestFlow flow = intake.flow(Duration.ofSeconds(60));
        awaitTaken(flow, "a=1");
        CompletableFuture<HttpResponse<String>> call =
                intake.calls.later(flow.submit(), "say=hold");
        Awaitility.await().atMost(LIMIT).until(() -> intake.engine.holding() == 1);

        servers.kafka().restart();
        intake.engine.release();

        assertThat(call.join().statusCode()).isEqualTo(201);
    }

    private void awaitTaken(TestFlow flow, String form) {
        Awaitility.await("leads are taken")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(intake.calls.form(flow.submit(), form).statusCode())
                                .isEqualTo(201));
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"message\":");
    }
}
