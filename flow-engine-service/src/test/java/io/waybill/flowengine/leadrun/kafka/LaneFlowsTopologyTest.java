package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flow.v1.VersionLive;
import io.waybill.flowengine.TestFlows;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Samples;
import io.waybill.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneFlowsTopologyTest {

    private final LaneFixture lane = new LaneFixture();

    @AfterEach
    void close() {
        lane.assertNothingMore();
        lane.close();
    }

    @Test
    void taking_a_version_is_told_on_the_ledger_once() {
        lane.pipe(TestVersions.published(1, TestFlows.SOLAR));
        lane.pipe(TestVersions.live(1, true, 2));
        lane.pipe(TestVersions.published(1, TestFlows.SOLAR));
        lane.pipe(TestVersions.live(1, true, 2));

        VersionLive live = lane.only(Topic.FLOW_LEADS, VersionLive.class);
        assertThat(live.getVersion()).isEqualTo(1);
        assertThat(live.getEnabled()).isTrue();
        assertThat(live.getMeta().getStreamId()).isEqualTo(TestFlows.FLOW);
        assertThat(live.getMeta().getSequence()).isEqualTo(1);
    }

    @Test
    void each_change_of_the_live_version_is_the_next_event_of_the_flow() {
        lane.withSolar();
        lane.pipe(TestVersions.live(1, false, 3));
        lane.pipe(TestVersions.live(1, true, 4));
        lane.pipe(TestVersions.published(2, TestFlows.SOLAR));
        lane.pipe(TestVersions.live(2, true, 5));

        assertThat(lane.drain(Topic.FLOW_LEADS))
                .extracting(event -> ((VersionLive) event).getMeta().getSequence())
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void a_relay_that_publishes_again_what_it_had_published_changes_nothing() {
        lane.withSolar();
        lane.pipe(TestVersions.live(1, false, 3));
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(TestVersions.live(1, true, 2));
        lane.pipe(TestVersions.live(1, false, 3));

        lane.assertNothingMore();
    }

    @Test
    void a_live_version_that_is_not_there_yet_is_told_when_it_comes() {
        lane.pipe(TestVersions.live(1, true, 2));
        lane.assertNothingMore();
        lane.pipe(TestVersions.published(1, TestFlows.SOLAR));

        lane.only(Topic.FLOW_LEADS, VersionLive.class);
    }

    @Test
    void a_request_for_a_version_that_the_lane_has_not_seen_waits_for_it() {
        lane.withSolar();
        TestSubmission lead = TestSubmission.from(lane, "FL").forVersion(2);
        lane.pipe(lead.request());
        lane.assertNothingMore();
        lane.pipe(TestVersions.published(2, TestFlows.SOLAR.replace("FL", "GA")));
        lane.assertNothingMore();
        lane.pipe(TestVersions.live(2, true, 5));

        List<?> events = lane.drain(Topic.FLOW_LEADS);
        assertThat(events.getFirst()).isInstanceOf(VersionLive.class);
        LeadReceived received = (LeadReceived) events.get(1);
        assertThat(received.getFlowVersion()).isEqualTo(2);
        assertThat(received.getMeta().getCausationId()).isEqualTo(lead.meta.getRecordId());
        assertThat(received.getMeta().getCauseTopic()).isEqualTo("flow.requests");
        assertThat(lane.keys("run")).containsExactly("r/" + lead.leadId());
        finish();
    }

    @Test
    void a_lead_runs_on_the_version_that_is_live_when_it_arrives() {
        lane.withSolar();
        lane.pipe(TestVersions.published(2, TestFlows.SOLAR.replace("FL", "GA")));
        lane.pipe(TestVersions.live(2, true, 3));
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(TestSubmission.from(lane, "GA").forVersion(1).request());

        assertThat(lane.ledger()).contains("LeadRefused");
        finish();
    }

    @Test
    void a_request_with_an_idempotency_key_waits_for_the_accounts_key() {
        lane.pipe(TestVersions.published(1, TestFlows.SOLAR));
        lane.pipe(TestVersions.live(1, true, 2));
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(TestSubmission.from(lane, "TX").withKey("k-1").request());
        lane.pipe(TestSubmission.from(lane, "TX").withKey("k-1").request());
        lane.assertNothingMore();
        lane.pipe(lane.hmacKey());

        assertThat(lane.ledger()).containsOnlyOnce("LeadReceived");
        assertThat(lane.drain(Topic.INTAKE_REPLIES)).hasSize(2);
        assertThat(lane.keys("run")).isEmpty();
        finish();
    }

    @Test
    void a_lead_whose_flow_was_disabled_on_its_way_is_refused_for_its_caller_and_on_the_ledger() {
        lane.withSolar();
        lane.pipe(TestVersions.live(1, false, 3));
        lane.drain(Topic.FLOW_LEADS);
        TestSubmission lead = TestSubmission.from(lane, "CA").withKey("k-1");
        lane.pipe(lead.request());

        assertThat(lane.only(Topic.INTAKE_REPLIES, IntakeReply.class).getKind())
                .isEqualTo(ReplyKind.FLOW_DISABLED);
        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        assertThat(events)
                .extracting(event -> event.getSchema().getName())
                .containsExactly("LeadReceived", "LeadRefused", "LeadCompleted", "LeadClosed");
        LeadCompleted completed = (LeadCompleted) events.get(2);
        assertThat(completed.getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(lead.open(completed.getMeta(), "LeadCompleted.reason", completed.getReason()))
                .isEqualTo("The flow is disabled");
        lane.only(Topic.FLOW_KEYS, LeadKeyLive.class);
    }

    @Test
    void a_key_that_was_refused_with_its_flow_may_be_used_when_the_flow_takes_leads_again() {
        lane.withSolar();
        lane.pipe(TestVersions.live(1, false, 3));
        lane.pipe(TestSubmission.from(lane, "CA").withKey("k-1").request());
        lane.pipe(TestVersions.live(1, true, 4));
        finish();
        lane.pipe(TestSubmission.from(lane, "CA").withKey("k-1").request());

        assertThat(lane.ledger()).contains("LeadAccepted");
        finish();
    }

    @Test
    void leads_of_a_disabled_source_and_of_an_unknown_one_are_refused() {
        lane.pipe(TestVersions.published(1, TestFlows.SOLAR, false));
        lane.pipe(TestVersions.live(1, true, 2));
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(TestSubmission.from(lane, "CA").request());
        lane.pipe(TestSubmission.from(lane, "CA").fromSource(new UUID(6, 6)).request());

        assertThat(lane.drain(Topic.INTAKE_REPLIES))
                .extracting(reply -> ((IntakeReply) reply).getKind())
                .containsExactly(ReplyKind.SOURCE_DISABLED, ReplyKind.NOT_FOUND);
        assertThat(lane.ledger().stream().filter("LeadRefused"::equals)).hasSize(2);
        finish();
    }

    @Test
    void many_parked_requests_go_on_beside_the_next_records() {
        lane.withSolar();
        for (int i = 0; i < 450; i++) {
            lane.pipe(TestSubmission.from(lane, "FL").forVersion(2).request());
        }
        lane.pipe(TestVersions.published(2, TestFlows.SOLAR));
        lane.pipe(TestVersions.live(2, true, 3));
        assertThat(lane.keys("run")).hasSize(50);
        lane.pipe(TestSubmission.from(lane, "FL").request());

        assertThat(lane.keys("run")).isEmpty();
        assertThat(lane.ledger().stream().filter("LeadRefused"::equals)).hasSize(451);
        finish();
    }

    @Test
    void those_that_still_wait_hide_nobody_from_the_ticks() {
        lane.withSolar();
        UUID other = new UUID(1, 1);
        for (int i = 0; i < 250; i++) {
            lane.pipe(
                    SubmitLead.newBuilder(TestSubmission.from(lane, "FL").request())
                            .setFlowId(other)
                            .build());
        }
        lane.pipe(TestSubmission.from(lane, "FL").forVersion(2).request());
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofMinutes(1))));
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofMinutes(2))));
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofMinutes(3))));

        assertThat(lane.keys("run")).hasSize(251);
        lane.assertNothingMore();
    }

    @Test
    void a_request_that_waits_for_more_than_an_hour_ends_with_an_error() {
        lane.pipe(TestVersions.published(1, TestFlows.SOLAR));
        lane.pipe(TestVersions.live(1, true, 2));
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(TestSubmission.from(lane, "TX").withKey("k-1").request());
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofMinutes(59))));
        lane.assertNothingMore();
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofMinutes(61))));

        assertThat(lane.ledger()).containsExactly("LeadReceived", "LeadCompleted", "LeadClosed");
        assertThat(lane.keys("run")).isEmpty();
        finish();
    }

    @Test
    void records_of_no_use_are_passed_over_and_unknown_ones_counted() {
        lane.pipe(Samples.accountOpened());
        lane.pipe(Samples.attemptEnded());
        lane.pipe(Samples.feedbackReceived());
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                "waybill-record", "io.waybill.flow.v9.Novelty".getBytes(StandardCharsets.UTF_8));
        lane.pipe(Topic.FLOW_REQUESTS, "k", new byte[] {0, 0, 0, 0, 1, 5}, headers);

        assertThat(lane.observed).containsExactly("skipped io.waybill.flow.v9.Novelty");
    }

    @Test
    void a_message_that_nobody_can_read_is_set_aside_as_it_came() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        lane.pipe(Topic.DELIVERY_ATTEMPTS, "k", garbage, new RecordHeaders());

        assertThat(lane.deadLetters(Topic.DELIVERY_ATTEMPTS)).containsExactly(garbage);
        assertThat(lane.observed).containsExactly("set aside from delivery.attempts");
    }

    private void finish() {
        LaneTopology.SINKS.forEach(lane::drain);
    }
}
