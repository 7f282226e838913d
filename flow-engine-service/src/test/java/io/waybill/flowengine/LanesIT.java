package io.waybill.flowengine;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * From the Flow API through a real broker to the answer, with a small delivery in place of the real
 * one.
 */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "flow_engine"))
class LanesIT extends AtTheLane {

    @Test
    void a_lead_goes_through_the_lane_and_its_source_is_answered() {
        UUID call = neighbours.submit(flow, "CA", null);
        IntakeReply reply = neighbours.awaitReply(call, LIMIT);

        assertThat(reply.getKind()).isEqualTo(ReplyKind.ANSWERED);
        assertThat(reply.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(neighbours.ledgerOf(reply.getLeadId(), LIMIT))
                .containsExactly(
                        "LeadReceived",
                        "LeadAccepted",
                        "FilterPassed",
                        "DeliveryRequested",
                        "StepSettled",
                        "FilterPassed",
                        "LeadCompleted",
                        "LeadClosed");
    }

    @Test
    void each_of_many_leads_is_completed_exactly_once() {
        List<UUID> calls =
                IntStream.range(0, 200)
                        .mapToObj(i -> neighbours.submit(flow, i % 2 == 0 ? "CA" : "TX", null))
                        .toList();
        for (UUID call : calls) {
            neighbours.awaitReply(call, LIMIT);
        }
        Awaitility.await("all leads are completed")
                .atMost(LIMIT)
                .until(() -> completed().size() >= calls.size());

        assertThat(completed()).hasSize(calls.size());
        assertThat(completed())
                .extracting(c -> Records.meta(c).getStreamId())
                .doesNotHaveDuplicates();
        assertThat(neighbours.deliveries()).isEqualTo(100);
    }

    @Test
    void a_repeat_gets_the_first_calls_lead() {
        IntakeReply first = neighbours.awaitReply(neighbours.submit(flow, "TX", "k-1"), LIMIT);
        IntakeReply again = neighbours.awaitReply(neighbours.submit(flow, "TX", "k-1"), LIMIT);
        IntakeReply other = neighbours.awaitReply(neighbours.submit(flow, "FL", "k-1"), LIMIT);

        assertThat(again.getLeadId()).isEqualTo(first.getLeadId());
        assertThat(again.getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(other.getKind()).isEqualTo(ReplyKind.KEY_REUSED);
    }

    @Test
    void the_lanes_are_part_of_readiness() {
        Awaitility.await("ready")
                .atMost(LIMIT)
                .untilAsserted(() ->
                        given().get("/q/health/ready")
                                .then()
                                .statusCode(200)
                                .body("status", equalTo("UP")));
    }

    private List<SpecificRecord> completed() {
        return neighbours.ledger(Topic.FLOW_LEADS).stream()
                .filter(LeadCompleted.class::isInstance)
                .filter(record -> Records.meta(record).getAccountId().equals(seller.id()))
                .toList();
    }
}
