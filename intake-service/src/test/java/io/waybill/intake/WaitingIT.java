package io.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.intake.flows.Flows;
import io.waybill.intake.v1.SubmissionsRefused;
import io.waybill.intake.waiting.WaitingCalls;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many calls at the same time, and what intake writes on its own account. */
@QuarkusTest
@TestProfile(FastMinutes.class)
@WithTestResource(RealServers.class)
class WaitingIT {

    private static final int CALLS = 1_000;
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
        intake.close();
    }

    @Test
    void a_thousand_calls_wait_without_a_thread_each() {
        TestFlow flow = intake.flow(Duration.ofSeconds(60));
        IntStream.range(0, 100).forEach(n -> intake.calls.form(flow.submit(), "warm=" + n));
        int before = ManagementFactory.getThreadMXBean().getThreadCount();

        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, CALLS)
                        .mapToObj(n -> intake.calls.later(flow.submit(), "say=hold&n=" + n))
                        .toList();
        Awaitility.await("all wait")
                .atMost(LIMIT)
                .until(() ->
                        intake.engine.holding() == CALLS
                                || answers.stream().anyMatch(CompletableFuture::isDone));

        assertThat(answers.stream().filter(CompletableFuture::isDone))
                .extracting(answer -> answer.join().statusCode())
                .isEmpty();
        assertThat(waiting.waiting()).isEqualTo(CALLS);
        // The callers of this test have threads in the same process; one for each call would be
        // 1,000.
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - before)
                .isLessThan(CALLS / 4);
        intake.engine.release();
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.orTimeout(60, TimeUnit.SECONDS).join().statusCode())
                                .isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.join().body()).distinct()).hasSize(CALLS);
        assertThat(waiting.waiting()).isZero();
    }

    @Test
    void a_caller_that_hangs_up_leaves_its_place_and_its_lead_goes_on() {
        TestFlow flow = intake.flow(Duration.ofSeconds(60));

        try (TestCalls impatient = new TestCalls(base)) {
            CompletableFuture<HttpResponse<String>> call =
                    impatient.later(flow.submit(), "say=hold");
            Awaitility.await().atMost(LIMIT).until(() -> intake.engine.holding() == 1);
            assertThat(waiting.waiting()).isEqualTo(1);
            call.cancel(true);
        }

        Awaitility.await().atMost(LIMIT).until(() -> waiting.waiting() == 0);
        intake.engine.release();
        assertThat(intake.engine.submitted()).hasSize(1);
    }

    @Test
    void where_no_place_is_free_a_call_is_told_to_come_again() {
        TestFlow flow = intake.flow();
        List<UUID> others = new ArrayList<>();
        try {
            UUID next = UUID.randomUUID();
            while (waiting.open(next, next, _ -> {})) {
                others.add(next);
                next = UUID.randomUUID();
            }
            HttpResponse<String> answer = intake.calls.form(flow.submit(), "a=1");

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).isEqualTo("{\"message\":\"Too many requests\"}");
            assertThat(intake.engine.submitted()).isEmpty();
        } finally {
            others.forEach(waiting::abandoned);
        }
    }

    @Test
    void every_partition_is_told_of_every_minute() {
        Awaitility.await("ticks")
                .atMost(LIMIT)
                .until(() -> intake.engine.tickedPartitions().size() == RealServers.PARTITIONS);
    }

    @Test
    void refusals_of_a_known_source_are_counted_on_the_ledger() {
        TestFlow flow = intake.flow();
        try (KafkaConsumer<String, Decoded> ledger = intake.topics.fromEnd(Topic.INTAKE_REFUSALS)) {
            intake.calls.post(flow.submit(), "application/json", "{");
            intake.calls.post(flow.submit(), "application/json", "{");
            intake.calls.form(flow.submit(flow.keyed()), "a=1");
            intake.calls.form(TestFlow.create().submit(), "a=1");

            List<SubmissionsRefused> refused = new ArrayList<>();
            Awaitility.await("counts")
                    .atMost(LIMIT)
                    .until(() -> total(read(ledger, flow, refused)) == 3);
            assertThat(refused)
                    .allSatisfy(count -> {
                        assertThat(count.getMeta().getAccountId()).isEqualTo(flow.account());
                        assertThat(count.getMeta().getSequence()).isEqualTo(1);
                    })
                    .extracting(SubmissionsRefused::getCode)
                    .contains("intake.body-unreadable", "intake.source-unauthorized");
        }
    }

    private static List<SubmissionsRefused> read(
            KafkaConsumer<String, Decoded> ledger, TestFlow flow, List<SubmissionsRefused> into) {
        for (ConsumerRecord<String, Decoded> record : ledger.poll(Duration.ofMillis(100))) {
            if (record.value() instanceof Decoded.Event event
                    && event.value() instanceof SubmissionsRefused refused
                    && refused.getFlowId().equals(flow.id())) {
                into.add(refused);
            }
        }
        return into;
    }

    private static long total(List<SubmissionsRefused> refused) {
        return refused.stream().mapToLong(SubmissionsRefused::getCount).sum();
    }
}
