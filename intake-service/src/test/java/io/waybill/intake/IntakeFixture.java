package io.waybill.intake;

import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.intake.flows.Flows;
import io.waybill.servicekit.testing.RealServers;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What a test of the running service needs around it: topics, an engine, a source's calls. */
final class IntakeFixture implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    final TestTopics topics;
    final TestEngine engine;
    final TestCalls calls;
    private final Flows flows;

    IntakeFixture(RealServers servers, URI base, Flows flows) {
        this.flows = flows;
        topics = new TestTopics(servers.kafka().bootstrapServers());
        engine = new TestEngine(topics, MasterKeys.load(servers.masterKeys()));
        calls = new TestCalls(base);
    }

    /** A live flow that intake knows. */
    TestFlow flow(Duration respondWithin) {
        TestFlow flow = TestFlow.create();
        topics.send(flow.version(1, respondWithin));
        topics.send(flow.live(1, true));
        awaitEnabled(flow, true);
        return flow;
    }

    TestFlow flow() {
        return flow(Duration.ofSeconds(30));
    }

    void disable(TestFlow flow) {
        topics.send(flow.live(1, false));
        awaitEnabled(flow, false);
    }

    private void awaitEnabled(TestFlow flow, boolean enabled) {
        Awaitility.await("intake knows the flow")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        flows.known()
                                .flatMap(known -> known.find(flow.id(), flow.source()))
                                .filter(target -> target.flowEnabled() == enabled)
                                .isPresent());
    }

    /** The submission that became a lead. */
    TestEngine.Submitted submitted(UUID leadId) {
        return engine.submitted().stream()
                .filter(lead -> lead.id().equals(leadId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such lead " + leadId));
    }

    @Override
    public void close() throws InterruptedException {
        engine.close();
        calls.close();
        topics.close();
    }
}
