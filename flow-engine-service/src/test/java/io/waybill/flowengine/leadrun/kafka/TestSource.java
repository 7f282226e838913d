package io.waybill.flowengine.leadrun.kafka;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.flowengine.TestFlows;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** A source that hands leads to a lane with one flow, and hears what becomes of them. */
final class TestSource implements AutoCloseable {

    private static final String SOURCE =
            "\"sources\": [{\"id\": \"" + TestFlows.SOURCE + "\", \"name\": \"Web form\"%s}]";

    private final LaneFixture lane = new LaneFixture();
    private int version = 1;

    /**
     * @param events names of what the ledger tells of the lead, in order
     * @param asked the steps whose buyers were asked
     */
    record Heard(
            Outcome outcome,
            Optional<String> reason,
            BigDecimal price,
            List<String> events,
            List<String> asked) {

        boolean isSuccess() {
            return outcome == Outcome.SUCCESS;
        }
    }

    /**
     * @param ofFlow members of the flow's JSON beside name, source and steps
     * @param steps separated by commas
     */
    static TestSource of(String ofFlow, String steps) {
        return of(ofFlow, "", steps);
    }

    /**
     * @param ofSource members of the source's JSON
     */
    static TestSource of(String ofFlow, String ofSource, String steps) {
        TestSource source = new TestSource();
        source.lane.withFlow(flow(ofFlow, ofSource, steps));
        return source;
    }

    private static String flow(String ofFlow, String ofSource, String steps) {
        return "{\"name\": \"Test\", %s %s, \"steps\": [%s]}"
                .formatted(
                        ofFlow.isEmpty() ? "" : ofFlow + ",",
                        SOURCE.formatted(ofSource.isEmpty() ? "" : ", " + ofSource),
                        steps);
    }

    /** A recipient of that name and id, with more members. */
    static String recipient(String name, String more) {
        return """
        {"id": "%s", "name": "%s", "type": "recipient", %s
         "delivery": {"format": "json", "url": "https://%s.example/"}}
        """
                .formatted(name, name, more.isEmpty() ? "" : more + ",", name);
    }

    /** The flow is another one from now on. */
    void redeploy(String ofFlow, String steps) {
        version++;
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.published(version, flow(ofFlow, "", steps)));
        lane.pipe(Topic.FLOW_VERSIONS, TestVersions.live(version, true, version + 1L));
        lane.drain(Topic.FLOW_LEADS);
    }

    Heard submit(String data, Outcome... buyers) {
        return submitAt(LaneFixture.START, data, buyers);
    }

    /**
     * @param buyers what those that are asked make of it, in order; success where none is named
     */
    Heard submitAt(Instant at, String data, Outcome... buyers) {
        TestSubmission lead = TestSubmission.of(lane, data, at);
        lane.pipe(lead.request());
        List<String> asked = new ArrayList<>();
        for (DeliverLead request = request(); request != null; request = request()) {
            Outcome said = asked.size() < buyers.length ? buyers[asked.size()] : Outcome.SUCCESS;
            asked.add(request.getStepId());
            lane.pipe(lead.settled(request, said));
        }
        return heard(lead, asked);
    }

    private @org.jspecify.annotations.Nullable DeliverLead request() {
        List<SpecificRecord> requests = lane.drain(Topic.DELIVERY_REQUESTS);
        return requests.isEmpty() ? null : (DeliverLead) requests.getFirst();
    }

    /** Asks what such a lead would bring. */
    Heard ping(String data) {
        TestSubmission ping = TestSubmission.of(lane, data, LaneFixture.START);
        lane.pipe(ping.ping());
        return heard(ping, List.of());
    }

    private Heard heard(TestSubmission lead, List<String> asked) {
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        ByteBuffer reason = reply.getReason();
        return new Heard(
                reply.getOutcome(),
                reason == null
                        ? Optional.empty()
                        : Optional.of(lead.open(reply.getMeta(), "IntakeReply.reason", reason)),
                reply.getPrice(),
                lane.ledger(),
                asked);
    }

    @Override
    public void close() {
        lane.close();
    }
}
