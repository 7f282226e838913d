package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.flow.v1.DuplicateKeySeen;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneRepeatsTopologyTest {

    private final LaneFixture lane = new LaneFixture().withSolar();

    @AfterEach
    void close() {
        lane.assertNothingMore();
        lane.close();
    }

    @Test
    void a_repeat_while_the_lead_runs_waits_for_the_same_answer() {
        TestSubmission first = TestSubmission.from(lane, "CA").withKey("k-1");
        lane.pipe(first.request());
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        lane.drain(Topic.FLOW_LEADS);
        lane.drain(Topic.FLOW_KEYS);
        TestSubmission again = TestSubmission.from(lane, "CA").withKey("k-1");
        lane.pipe(again.request());

        IntakeReply running = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(running.getKind()).isEqualTo(ReplyKind.RUNNING);
        assertThat(running.getLeadId()).isEqualTo(first.leadId());
        assertRepeated(again, first, true);
        lane.assertNothingMore();

        lane.pipe(first.settled(request, Outcome.SUCCESS));
        List<IntakeReply> replies = replies();
        assertThat(replies).extracting(IntakeReply::getLeadId).containsOnly(first.leadId());
        assertThat(replies).extracting(IntakeReply::getOutcome).containsOnly(Outcome.SUCCESS);
        assertThat(replies)
                .extracting(reply -> reply.getMeta().getCorrelationId())
                .containsExactly(first.correlationId(), again.correlationId());
        lane.drain(Topic.FLOW_LEADS);
    }

    @Test
    void a_repeat_after_the_end_gets_the_same_answer() {
        TestSubmission first = TestSubmission.from(lane, "TX").withKey("k-1");
        lane.pipe(first.request());
        finish();
        TestSubmission again = TestSubmission.from(lane, "TX").withKey("k-1");
        lane.pipe(again.request());

        assertRepeated(again, first, true);
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getKind()).isEqualTo(ReplyKind.ANSWERED);
        assertThat(reply.getLeadId()).isEqualTo(first.leadId());
        assertThat(reply.getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(reply.getMeta().getCorrelationId()).isEqualTo(again.correlationId());
        assertThat(first.open(reply.getMeta(), "IntakeReply.reason", reply.getReason()))
                .isEqualTo("We do not buy in TX");
    }

    @Test
    void an_answer_that_came_with_a_delivery_is_repeated_too() {
        TestSubmission first = TestSubmission.from(lane, "CA").withKey("k-1");
        lane.pipe(first.request());
        lane.pipe(
                first.settled(
                        lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class), Outcome.SUCCESS));
        finish();
        TestSubmission again = TestSubmission.from(lane, "CA").withKey("k-1");
        lane.pipe(again.request());

        assertRepeated(again, first, true);
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getLeadId()).isEqualTo(first.leadId());
        assertThat(reply.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(reply.getPrice()).isEqualByComparingTo("4");
    }

    @Test
    void the_same_key_with_another_body_makes_no_lead() {
        TestSubmission first = TestSubmission.from(lane, "TX").withKey("k-1");
        lane.pipe(first.request());
        finish();
        TestSubmission other = TestSubmission.from(lane, "FL").withKey("k-1");
        lane.pipe(other.request());
        lane.pipe(other.request());

        assertRepeated(other, first, false);
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getKind()).isEqualTo(ReplyKind.KEY_REUSED);
    }

    @Test
    void the_same_key_from_another_source_is_another_lead() {
        lane.pipe(TestSubmission.from(lane, "TX").withKey("k-1").request());
        lane.pipe(TestSubmission.from(lane, "TX").withKey("k-2").request());

        List<SpecificRecord> received =
                lane.drain(Topic.FLOW_LEADS).stream()
                        .filter(LeadReceived.class::isInstance)
                        .toList();
        assertThat(received).hasSize(2);
        assertThat(((LeadReceived) received.getFirst()).getIdempotencyKeyHash().remaining())
                .isEqualTo(32);
        finish();
    }

    @Test
    void after_a_day_the_key_may_be_used_again() {
        TestSubmission first = TestSubmission.from(lane, "TX").withKey("k-1");
        lane.pipe(first.request());
        finish();
        TestSubmission later =
                TestSubmission.at(lane, "TX", LaneFixture.START.plus(Duration.ofHours(25)))
                        .withKey("k-1");
        lane.pipe(later.request());

        assertThat(lane.ledger()).startsWith("LeadReceived");
        finish();
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(26))));
        assertThat(lane.keys("seen"))
                .hasSize(3)
                .noneMatch(key -> key.contains(first.leadId().toString()));
    }

    @Test
    void a_tick_forgets_what_is_older_than_a_day_and_may_come_twice() {
        lane.pipe(TestSubmission.from(lane, "TX").withKey("k-1").request());
        lane.pipe(TestSubmission.from(lane, "CA").request());
        finish();
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(23))));
        assertThat(lane.keys("seen")).hasSize(4);

        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(24)).plusMillis(1)));
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(24)).plusMillis(1)));
        assertThat(lane.keys("seen")).isEmpty();
    }

    @Test
    void more_than_a_tick_may_forget_is_forgotten_beside_the_next_leads() {
        for (int i = 0; i < 1_010; i++) {
            lane.pipe(TestSubmission.from(lane, "FL").request());
        }
        finish();
        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(25))));
        assertThat(lane.keys("seen")).hasSize(10);

        for (int i = 0; i < 4; i++) {
            lane.pipe(
                    TestSubmission.at(lane, "FL", LaneFixture.START.plus(Duration.ofHours(25)))
                            .request());
        }
        finish();
        assertThat(lane.keys("seen")).hasSize(4);
    }

    @Test
    void a_repeat_of_a_lead_that_could_not_be_decided_gets_its_error() {
        TestSubmission first = TestSubmission.from(lane, "CA").withKey("k-1").withBrokenSeal();
        lane.pipe(first.request());
        finish();
        TestSubmission again = TestSubmission.from(lane, "CA").withKey("k-1");
        lane.pipe(again.request());

        assertRepeated(again, first, true);
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getLeadId()).isEqualTo(first.leadId());
        assertThat(reply.getOutcome()).isEqualTo(Outcome.ERROR);
    }

    /** The id that intake gave to the call leads to the lead of the first call. */
    private void assertRepeated(TestSubmission call, TestSubmission first, boolean sameRequest) {
        DuplicateKeySeen seen = lane.only(Topic.FLOW_LEADS, DuplicateKeySeen.class);
        assertThat(seen.getMeta().getStreamId()).isEqualTo(call.leadId());
        assertThat(seen.getMeta().getSequence()).isEqualTo(1);
        assertThat(seen.getFirstLeadId()).isEqualTo(first.leadId());
        assertThat(seen.getSameRequest()).isEqualTo(sameRequest);
    }

    private List<IntakeReply> replies() {
        return lane.drain(Topic.INTAKE_REPLIES).stream().map(IntakeReply.class::cast).toList();
    }

    private void finish() {
        LaneTopology.SINKS.forEach(lane::drain);
    }

    static EventMeta meta(IntakeReply reply) {
        return reply.getMeta();
    }
}
