package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.TestFlows;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no decision can be made about must not stop what can be decided, and no value may show. */
class LanePoisonTopologyTest {

    private static final String ENDLESS =
            "{{#each lead.comments}}{{#each lead.comments}}{{#each lead.comments}}x{{/each}}{{/each}}{{/each}}";

    private final LaneFixture lane =
            new LaneFixture()
                    .withFlow(TestFlows.SOLAR.replace("We do not buy in {{lead.state}}", ENDLESS));

    @AfterEach
    void close() {
        lane.assertNothingMore();
        lane.close();
    }

    @Test
    void a_lead_whose_decision_throws_ends_with_an_error_and_the_next_goes_on() {
        TestSubmission poison = TestSubmission.of(lane, poison());
        lane.pipe(poison.request());
        lane.pipe(TestSubmission.from(lane, "CA").request());

        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        assertThat(names(events))
                .containsExactly(
                        "LeadReceived",
                        "LeadCompleted",
                        "LeadClosed",
                        "LeadReceived",
                        "LeadAccepted",
                        "FilterPassed",
                        "DeliveryRequested");
        LeadCompleted completed = (LeadCompleted) events.get(1);
        assertThat(completed.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(poison.open(completed.getMeta(), "LeadCompleted.reason", completed.getReason()))
                .isEqualTo("The flow could not be run");
        assertThat(lane.only(Topic.INTAKE_REPLIES, IntakeReply.class).getOutcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(lane.observed).containsExactly("failed " + poison.leadId());
        finish();
    }

    @Test
    void a_lead_that_would_keep_the_lane_busy_for_minutes_ends_with_an_error() {
        String rule =
                "{\"lhv\": \"lead.comments\", \"op\": \"matches pattern\", \"rhv\": \".*.*.*=\"}";
        String many = String.join(",", Collections.nCopies(100, rule));
        lane.pipe(
                TestVersions.published(
                        2,
                        TestFlows.SOLAR.replace(
                                "{\"lhv\": \"lead.email\", \"op\": \"is not blank\"}",
                                "{\"op\": \"or\", \"rules\": [" + many + "]}")));
        lane.pipe(TestVersions.live(2, true, 3));
        finish();
        String comments = String.join(",", Collections.nCopies(2_000, '"' + "x".repeat(90) + '"'));
        TestSubmission slow =
                TestSubmission.of(lane, "{\"state\":\"CA\",\"comments\":[" + comments + "]}")
                        .forVersion(2);
        lane.pipe(slow.request());

        assertThat(lane.ledger()).containsExactly("LeadReceived", "LeadCompleted", "LeadClosed");
        assertThat(lane.observed).containsExactly("failed " + slow.leadId());
        finish();
    }

    @Test
    void a_lead_whose_seal_is_broken_ends_with_an_error() {
        TestSubmission broken = TestSubmission.from(lane, "CA").withBrokenSeal();
        lane.pipe(broken.request());
        lane.pipe(broken.request());

        assertThat(lane.ledger()).containsExactly("LeadReceived", "LeadCompleted", "LeadClosed");
        finish();
    }

    @Test
    void a_lead_that_is_not_json_ends_with_an_error() {
        lane.pipe(TestSubmission.of(lane, "[1, 2]").request());

        assertThat(lane.ledger()).containsExactly("LeadReceived", "LeadCompleted", "LeadClosed");
        finish();
    }

    @Test
    void a_settlement_that_cannot_be_read_ends_the_run_and_keeps_the_money() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        finish();
        lane.pipe(
                DeliverySettled.newBuilder(lead.settled(request, Outcome.SUCCESS))
                        .setAppended(ByteBuffer.allocate(40))
                        .build());

        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        assertThat(names(events)).containsExactly("StepSettled", "LeadCompleted", "LeadClosed");
        assertThat(((StepSettled) events.get(0)).getOutcome()).isEqualTo(Outcome.SUCCESS);
        LeadCompleted completed = (LeadCompleted) events.get(1);
        assertThat(completed.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(completed.getRevenue()).isEqualTo(new BigDecimal("12.5000"));
        assertThat(lane.keys("run")).isEmpty();
        assertThat(lane.keys("vars")).isEmpty();
        finish();
    }

    @Test
    void a_version_that_this_build_cannot_run_ends_its_leads_with_an_error() {
        lane.pipe(TestVersions.published(2, "{\"name\": \"of another time\"}"));
        lane.pipe(TestVersions.live(2, true, 3));
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(TestSubmission.from(lane, "CA").forVersion(2).request());

        assertThat(lane.ledger()).containsExactly("LeadReceived", "LeadCompleted", "LeadClosed");
        finish();
    }

    @Test
    void the_lane_stands_still_when_the_installation_lacks_a_master_key() {
        SubmitLead other =
                SubmitLead.newBuilder(TestSubmission.from(lane, "CA").request())
                        .setMasterKeyId("k2")
                        .build();

        assertThatThrownBy(() -> lane.pipe(other)).hasStackTraceContaining("no master key k2");
    }

    @Test
    void nothing_that_is_written_shows_a_value_of_a_lead() {
        TestSubmission lead = TestSubmission.from(lane, "CA").withKey("key-of-ada");
        lane.pipe(lead.request());
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        lane.pipe(TestSubmission.from(lane, "CA").withKey("key-of-ada").request());
        lane.pipe(TestSubmission.from(lane, "CA").forVersion(2).request());
        List<byte[]> whileItRuns = lane.everythingWritten();
        lane.pipe(lead.settled(request, Outcome.FAILURE));
        List<byte[]> all = new ArrayList<>(whileItRuns);
        all.addAll(lane.everythingWritten());

        assertThat(all).hasSizeGreaterThan(40);
        assertThat(all)
                .noneMatch(bytes -> shows(bytes, "ada@example.org"))
                .noneMatch(bytes -> shows(bytes, "512-789-1111"))
                .noneMatch(bytes -> shows(bytes, "5127891111"))
                .noneMatch(bytes -> shows(bytes, "key-of-ada"))
                .noneMatch(bytes -> shows(bytes, "Buyer said so"))
                .noneMatch(bytes -> shows(bytes, "Grace Hopper"));
        assertThat(all).anyMatch(bytes -> shows(bytes, "Acme Solar"));
    }

    private static boolean shows(byte[] bytes, String value) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(value);
    }

    private static String poison() {
        String comments = String.join(",", Collections.nCopies(5_000, "\"many\""));
        return "{\"email\":\"a@b.example\",\"state\":\"TX\",\"comments\":[" + comments + "]}";
    }

    private static List<String> names(List<SpecificRecord> records) {
        return records.stream().map(r -> r.getSchema().getName()).toList();
    }

    private void finish() {
        LaneTopology.SINKS.forEach(lane::drain);
    }
}
