package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.DeliverySettled;
import io.waybill.eventsourcing.EventIds;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadKeyLive;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.TestFlows;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Records;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneLeadsTopologyTest {

    private static final List<String> UNTIL_DELIVERY =
            List.of("LeadReceived", "LeadAccepted", "FilterPassed", "DeliveryRequested");
    private static final List<String> AFTER_DELIVERY =
            List.of("StepSettled", "FilterPassed", "LeadCompleted", "LeadClosed");

    private final LaneFixture lane = new LaneFixture().withSolar();

    @AfterEach
    void close() {
        lane.assertNothingMore();
        lane.close();
    }

    @Test
    void a_lead_is_received_delivered_and_answered() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());

        assertThat(lane.ledger()).isEqualTo(UNTIL_DELIVERY);
        lane.only(Topic.FLOW_KEYS, LeadKeyLive.class);
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        lane.assertNothingMore();

        lane.pipe(lead.settled(request, Outcome.SUCCESS));

        assertThat(lane.ledger()).isEqualTo(AFTER_DELIVERY);
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getKind()).isEqualTo(ReplyKind.ANSWERED);
        assertThat(reply.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(reply.getPrice()).isEqualTo(new BigDecimal("4.0000"));
        assertThat(reply.getMeta().getCorrelationId()).isEqualTo(lead.correlationId());
        assertThat(lane.keys("run")).isEmpty();
        assertThat(lane.keys("vars")).isEmpty();
    }

    @Test
    void leads_whose_deliveries_say_nothing_for_72_hours_are_closed() {
        TestSubmission first = TestSubmission.from(lane, "CA");
        TestSubmission second = TestSubmission.from(lane, "NV");
        TestSubmission later =
                TestSubmission.at(lane, "CA", LaneFixture.START.plus(Duration.ofHours(1)));
        List.of(first, second, later).forEach(lead -> lane.pipe(lead.request()));
        LaneTopology.SINKS.forEach(lane::drain);

        lane.pipe(TestVersions.tick(LaneFixture.START.plus(Duration.ofHours(72).plusMillis(1))));

        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        assertThat(events)
                .extracting(event -> event.getSchema().getName())
                .containsExactly(
                        "StepSettled",
                        "LeadCompleted",
                        "LeadClosed",
                        "StepSettled",
                        "LeadCompleted",
                        "LeadClosed");
        assertThat(events)
                .extracting(event -> Records.meta(event).getRecordId())
                .doesNotHaveDuplicates();
        assertThat(events)
                .extracting(event -> Records.meta(event).getStreamId())
                .containsOnly(first.leadId(), second.leadId());
        assertThat(lane.drain(Topic.INTAKE_REPLIES)).hasSize(2);
        assertThat(lane.keys("run"))
                .as("runs that wait, and what is kept because nobody knows of a sale")
                .filteredOn(key -> key.startsWith("r/") || key.startsWith("h/"))
                .containsExactly(
                        "h/" + first.leadId(), "h/" + second.leadId(), "r/" + later.leadId());
        assertThat(lane.keys("vars")).hasSize(1);
    }

    @Test
    void the_stream_of_a_lead_has_no_gap_and_each_record_names_its_cause() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        SubmitLead submitted = lead.request();
        lane.pipe(submitted);
        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        DeliverySettled settled =
                lead.settled(
                        lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class), Outcome.SUCCESS);
        lane.pipe(settled);
        events.addAll(lane.drain(Topic.FLOW_LEADS));
        List<EventMeta> metas = events.stream().map(Records::meta).toList();

        assertThat(metas)
                .extracting(EventMeta::getSequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(metas).extracting(EventMeta::getStreamId).containsOnly(lead.leadId());
        assertThat(metas).extracting(EventMeta::getRecordId).doesNotHaveDuplicates();
        assertThat(metas)
                .extracting(EventMeta::getCorrelationId)
                .containsOnly(lead.correlationId());
        assertThat(metas).extracting(EventMeta::getCounterpartyId).containsOnly((UUID) null);
        assertThat(metas.get(0).getCausationId()).isEqualTo(submitted.getMeta().getRecordId());
        assertThat(metas.get(0).getCauseTopic()).isEqualTo("flow.requests");
        assertThat(metas.get(7).getCausationId()).isEqualTo(settled.getMeta().getRecordId());
        assertThat(metas.get(7).getCauseTopic()).isEqualTo("delivery.attempts");
        lane.drain(Topic.FLOW_KEYS);
        lane.drain(Topic.INTAKE_REPLIES);
    }

    @Test
    void delivery_gets_what_its_templates_read_and_an_event_id_that_is_not_to_be_guessed() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);

        assertThat(request.getMeta().getStreamId())
                .isEqualTo(EventIds.of(lane.installationSecret, lead.leadId(), "acme", 1));
        assertThat(request.getSettleWithinMillis()).isEqualTo(20_000);
        assertThat(request.getSalePrice()).isEqualTo(new BigDecimal("12.5000"));
        assertThat(lead.open(request.getMeta(), "DeliverLead.vars", request.getVars()))
                .contains("\"$type\":\"email\"", "ada@example.org", "\"name\":\"Acme Solar\"")
                .contains(request.getMeta().getStreamId().toString());
        assertThat(lead.open(request.getMeta(), "DeliverLead.settings", request.getSettings()))
                .contains("\"json_property.email\":\"{{lead.email}}\"");
        finish();
    }

    @Test
    void the_lead_is_kept_as_it_came() {
        TestSubmission lead = TestSubmission.from(lane, "FL");
        lane.pipe(lead.request());
        LeadReceived received = (LeadReceived) lane.drain(Topic.FLOW_LEADS).getFirst();

        assertThat(lead.open(received.getMeta(), "LeadReceived.data", received.getData()))
                .isEqualTo(
                        "{\"email\":\"ada@example.org\",\"phone_1\":\"512-789-1111\",\"state\":\"FL\"}");
        assertThat(received.getRandom()).isEqualTo(42);
        assertThat(received.getFlowVersion()).isEqualTo(1);
        finish();
    }

    @Test
    void a_refused_lead_is_answered_at_once_and_leaves_no_run() {
        TestSubmission lead = TestSubmission.from(lane, "FL");
        lane.pipe(lead.request());

        assertThat(lane.ledger())
                .containsExactly("LeadReceived", "LeadRefused", "LeadCompleted", "LeadClosed");
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(lead.open(reply.getMeta(), "IntakeReply.reason", reply.getReason()))
                .isEqualTo("State must not be FL");
        assertThat(lane.keys("run")).isEmpty();
        finish();
    }

    @Test
    void a_filter_stops_a_lead() {
        lane.pipe(TestSubmission.from(lane, "TX").request());

        assertThat(lane.ledger())
                .containsExactly(
                        "LeadReceived",
                        "LeadAccepted",
                        "FilterStopped",
                        "LeadCompleted",
                        "LeadClosed");
        assertThat(lane.only(Topic.INTAKE_REPLIES, IntakeReply.class).getOutcome())
                .isEqualTo(Outcome.FAILURE);
        finish();
    }

    @Test
    void an_error_of_the_buyer_becomes_the_leads_by_a_filter() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        lane.drain(Topic.FLOW_LEADS);
        lane.pipe(
                lead.settled(lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class), Outcome.ERROR));

        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        StepSettled settled = (StepSettled) events.getFirst();
        LeadCompleted completed = (LeadCompleted) events.get(2);
        assertThat(settled.getCertain()).isFalse();
        assertThat(settled.getRevenue()).isEqualTo(new BigDecimal("0.0000"));
        assertThat(completed.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(completed.getDecidedBy()).isEqualTo("broken");
        assertThat(lane.only(Topic.INTAKE_REPLIES, IntakeReply.class).getOutcome())
                .isEqualTo(Outcome.ERROR);
        finish();
    }

    @Test
    void a_lead_that_skips_its_buyer_ends_without_a_delivery() {
        lane.pipe(TestSubmission.from(lane, "NY").request());

        assertThat(lane.ledger())
                .containsExactly(
                        "LeadReceived",
                        "LeadAccepted",
                        "FilterPassed",
                        "StepSkipped",
                        "FilterPassed",
                        "LeadCompleted",
                        "LeadClosed");
        finish();
    }

    @Test
    void each_record_that_comes_twice_changes_nothing_the_second_time() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        lane.pipe(lead.request());
        assertThat(lane.ledger()).isEqualTo(UNTIL_DELIVERY);
        DeliverySettled settled =
                lead.settled(
                        lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class), Outcome.SUCCESS);
        lane.pipe(settled);
        lane.pipe(settled);
        assertThat(lane.ledger()).isEqualTo(AFTER_DELIVERY);
        lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        lane.only(Topic.FLOW_KEYS, LeadKeyLive.class);

        lane.pipe(lead.request());
        lane.pipe(settled);
        lane.assertNothingMore();
    }

    @Test
    void a_settlement_of_a_run_that_waits_for_another_delivery_is_ignored() {
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        lane.drain(Topic.FLOW_LEADS);
        lane.drain(Topic.FLOW_KEYS);
        DeliverySettled settled = lead.settled(request, Outcome.SUCCESS);
        lane.pipe(
                DeliverySettled.newBuilder(settled)
                        .setMeta(TestVersions.meta(new UUID(1, 1), 4))
                        .build());

        lane.assertNothingMore();
        assertThat(lane.keys("run")).containsExactly("r/" + lead.leadId());
    }

    @Test
    void two_buyers_are_asked_one_after_the_other() {
        try (LaneFixture two = new LaneFixture().withFlow(twoBuyers())) {
            TestSubmission lead = TestSubmission.from(two, "CA");
            two.pipe(lead.request());
            DeliverLead first = two.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
            two.pipe(lead.settled(first, Outcome.SUCCESS));
            DeliverLead second = two.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
            two.pipe(lead.settled(second, Outcome.SUCCESS));

            assertThat(second.getStepName()).isEqualTo("Borealis");
            assertThat(lead.open(second.getMeta(), "DeliverLead.vars", second.getVars()))
                    .contains(
                            "\"acme_solar\":{", "Grace Hopper", "ref-1", "\"outcome\":\"success\"");
            LeadCompleted completed = (LeadCompleted) two.drain(Topic.FLOW_LEADS).get(8);
            assertThat(completed.getRevenue()).isEqualTo(new BigDecimal("25.0000"));
            assertThat(two.drain(Topic.INTAKE_REPLIES)).hasSize(1);
        }
    }

    /** The Solar flow with its recipient a second time, under another name. */
    private static String twoBuyers() {
        int start = TestFlows.SOLAR.indexOf("{\"id\": \"acme\"");
        int end = TestFlows.SOLAR.indexOf("{\"id\": \"broken\"");
        String acme = TestFlows.SOLAR.substring(start, end);
        return TestFlows.SOLAR.replace(
                acme, acme + acme.replace("\"acme\"", "\"bor\"").replace("Acme Solar", "Borealis"));
    }

    private void finish() {
        LaneTopology.SINKS.forEach(lane::drain);
    }
}
