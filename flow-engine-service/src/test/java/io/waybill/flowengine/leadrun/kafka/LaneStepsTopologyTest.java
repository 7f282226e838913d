package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.flow.v1.DataAppended;
import io.waybill.flow.v1.LeadAccepted;
import io.waybill.flow.v1.LeadCompleted;
import io.waybill.flow.v1.LeadReceived;
import io.waybill.flow.v1.LeadRefused;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.StepSettled;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Topic;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps of every kind on their way through the lane and its stores. */
class LaneStepsTopologyTest {

    private static final String SOURCE =
            "\"sources\": [{\"id\": \"0191d0a0-0000-7000-8000-0000000050ce\", \"name\": \"Web form\"%s}]";
    private static final String DELIVERY =
            "\"delivery\": {\"format\": \"json\", \"url\": \"https://a.example\", \"json_property.ssn\": \"{{lead.ssn}}\"}";

    private final LaneFixture lane = new LaneFixture();

    @AfterEach
    void close() {
        lane.drain(Topic.FLOW_KEYS);
        lane.assertNothingMore();
        lane.close();
    }

    @Test
    void a_look_up_sells_nothing_takes_no_feedback_and_goes_on_after_its_answer() {
        withSteps(
                "",
                """
                {"id": "look", "key": "look", "name": "Look", "type": "enhancement", "kind": "http_lookup", %s},
                {"id": "stop", "name": "Stop", "type": "filter", "reason": "Agent {{look.agent}}",
                 "rule_set": {"lhv": "look.outcome", "op": "is equal to", "rhv": "success"}}
                """
                        .formatted(DELIVERY));
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());

        assertThat(lane.ledger())
                .containsExactly("LeadReceived", "LeadAccepted", "LookupRequested");
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        assertThat(request.getLookup()).isTrue();
        assertThat(request.getReturnEnabled()).isFalse();
        assertThat(request.getConversionEnabled()).isFalse();
        assertThat(request.getSalePrice()).isEqualByComparingTo("0");
        assertThat(request.getStepId()).isEqualTo("look");

        lane.pipe(lead.settled(request, Outcome.SUCCESS));

        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        DataAppended appended = (DataAppended) events.getFirst();
        assertThat(appended.getEventId()).isEqualTo(request.getMeta().getStreamId());
        assertThat(appended.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(lead.open(appended.getMeta(), "DataAppended.data", appended.getData()))
                .contains("\"agent\":\"Grace Hopper\"");
        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(lead.open(reply.getMeta(), "IntakeReply.reason", reply.getReason()))
                .isEqualTo("Agent Grace Hopper");
    }

    @Test
    void a_routing_step_keeps_its_place_while_it_waits() {
        withSteps(
                "",
                """
                {"id": "route", "name": "Route", "type": "routing", "method": "waterfall",
                 "recipients": [
                    {"id": "a", "name": "A", "sale_price": "1", %1$s},
                    {"id": "b", "name": "B", "sale_price": {"from": "reply"}, %1$s},
                    {"id": "c", "name": "C", %1$s}]}
                """
                        .formatted(DELIVERY));
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());
        assertThat(lane.ledger())
                .containsExactly(
                        "LeadReceived", "LeadAccepted", "RecipientChosen", "DeliveryRequested");
        DeliverLead first = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        lane.pipe(lead.settled(first, Outcome.FAILURE));
        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        assertThat(((RecipientChosen) events.get(1)).getRank()).isEqualTo(2);
        assertThat(((RecipientChosen) events.get(1)).getRecipientId()).isEqualTo("b");
        DeliverLead second = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        lane.pipe(lead.settled(second, Outcome.SUCCESS));

        events = lane.drain(Topic.FLOW_LEADS);
        assertThat(events)
                .extracting(event -> event.getSchema().getName())
                .containsExactly("StepSettled", "DataAppended", "LeadCompleted", "LeadClosed");
        assertThat(((StepSettled) events.getFirst()).getRevenue())
                .isEqualTo(new BigDecimal("9.5000"));
        LeadCompleted completed = (LeadCompleted) events.get(2);
        assertThat(completed.getRevenue()).isEqualTo(new BigDecimal("9.5000"));
        assertThat(completed.getCost()).isEqualTo(new BigDecimal("2.0000"));
        assertThat(completed.getMargin()).isEqualTo(new BigDecimal("7.5000"));
        assertThat(lane.only(Topic.INTAKE_REPLIES, IntakeReply.class).getPrice())
                .isEqualTo(new BigDecimal("2.0000"));
    }

    @Test
    void what_a_source_maps_stands_beside_what_it_sent() {
        withSteps(
                ", \"mappings\": [{\"property\": \"lead.state\", \"value\": \"FL\"}],"
                        + " \"acceptance\": {\"rule_set\": {\"lhv\": \"lead.state\","
                        + " \"op\": \"is not equal to\", \"rhv\": \"FL\"}}",
                "");
        TestSubmission lead = TestSubmission.from(lane, "CA");
        lane.pipe(lead.request());

        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        LeadReceived received = (LeadReceived) events.getFirst();
        assertThat(lead.open(received.getMeta(), "LeadReceived.data", received.getData()))
                .contains("\"state\":\"CA\"");
        assertThat(lead.open(received.getMeta(), "LeadReceived.mapped", received.getMapped()))
                .contains("\"state\":\"FL\"");
        assertThat(((LeadRefused) events.get(1)).getCheck()).isEqualTo("acceptance");
        assertThat(lane.drain(Topic.INTAKE_REPLIES)).hasSize(1);
    }

    @Test
    void what_is_never_shown_whole_is_masked_on_the_ledger_and_clear_for_the_buyer() {
        withSteps(
                "",
                "{\"id\": \"a\", \"name\": \"A\", \"type\": \"recipient\", %s}"
                        .formatted(DELIVERY));
        TestSubmission lead =
                TestSubmission.of(
                        lane,
                        "{\"ssn\":\"123-45-6789\",\"born_on\":\"5/3/1980\",\"email\":\"ada@example.org\"}");
        lane.pipe(lead.request());

        List<SpecificRecord> events = lane.drain(Topic.FLOW_LEADS);
        LeadReceived received = (LeadReceived) events.getFirst();
        assertThat(lead.open(received.getMeta(), "LeadReceived.data", received.getData()))
                .doesNotContain("6789")
                .contains("**/**/1980", "ada@example.org");
        assertThat(((LeadAccepted) events.get(1)).getPrice()).isEqualTo(new BigDecimal("2.0000"));
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        assertThat(lead.open(request.getMeta(), "DeliverLead.vars", request.getVars()))
                .contains("123-45-6789");
        assertThat(lane.everythingWritten())
                .noneMatch(
                        bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains("6789"));
    }

    @Test
    void the_address_of_a_submission_is_known_after_a_delivery_too() {
        withSteps(
                "",
                """
                {"id": "a", "name": "A", "type": "recipient", %s},
                {"id": "stop", "name": "Stop", "type": "filter", "outcome": "failure",
                 "rule_set": {"lhv": "a.outcome", "op": "is equal to", "rhv": "failure"},
                 "reason": "From {{submission.ip}}"}
                """
                        .formatted(DELIVERY));
        TestSubmission lead = TestSubmission.from(lane, "CA").fromAddress("203.0.113.7");
        lane.pipe(lead.request());
        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);

        lane.pipe(lead.settled(request, Outcome.FAILURE));

        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(lead.open(reply.getMeta(), "IntakeReply.reason", reply.getReason()))
                .isEqualTo("From 203.0.113.7");
        lane.drain(Topic.FLOW_LEADS);
    }

    @Test
    void a_ping_is_answered_and_nothing_is_written_down() {
        lane.withFlow(
                "{\"name\": \"Test\", \"ping_enabled\": true, \"purchase_price\": \"10\", %s, \"steps\": []}"
                        .formatted(SOURCE.formatted("")));
        TestSubmission lead = TestSubmission.from(lane, "CA");

        lane.pipe(lead.ping());

        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getOutcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(reply.getPrice()).isEqualTo(new BigDecimal("10.0000"));
        assertThat(reply.getMeta().getCorrelationId()).isEqualTo(lead.correlationId());
        LaneTopology.STORES.stream()
                .filter(store -> !store.equals(LaneTopology.DEFINITION))
                .forEach(store -> assertThat(lane.keys(store)).isEmpty());
    }

    @Test
    void a_ping_that_cannot_be_decided_is_a_failure() {
        lane.withFlow(
                "{\"name\": \"Test\", \"ping_enabled\": true, %s, \"steps\": []}"
                        .formatted(SOURCE.formatted("")));

        lane.pipe(TestSubmission.from(lane, "CA").withBrokenSeal().ping());

        assertThat(lane.only(Topic.INTAKE_REPLIES, IntakeReply.class).getOutcome())
                .isEqualTo(Outcome.FAILURE);
    }

    @Test
    void a_ping_for_a_version_that_the_lane_has_not_seen_may_be_tried_again() {
        lane.withFlow(
                "{\"name\": \"Test\", \"ping_enabled\": true, \"purchase_price\": \"10\", %s, \"steps\": []}"
                        .formatted(SOURCE.formatted("")));

        lane.pipe(TestSubmission.from(lane, "CA").forVersion(2).ping());

        IntakeReply reply = lane.only(Topic.INTAKE_REPLIES, IntakeReply.class);
        assertThat(reply.getOutcome()).isEqualTo(Outcome.FAILURE);
        assertThat(reply.getPrice()).isEqualByComparingTo("0");
    }

    private void withSteps(String ofSource, String steps) {
        lane.withFlow(
                "{\"name\": \"Test\", \"purchase_price\": \"2\", \"fields\": [{\"id\": \"born_on\", \"type\": \"dob\"}], %s, \"steps\": [%s]}"
                        .formatted(SOURCE.formatted(ofSource), steps));
    }
}
