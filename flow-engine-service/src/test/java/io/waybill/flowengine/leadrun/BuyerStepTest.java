package io.waybill.flowengine.leadrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.LeadOutcome;
import io.waybill.flowengine.leadrun.LeadRunEvent.ConnectionRead;
import io.waybill.flowengine.leadrun.LeadRunEvent.Considered;
import io.waybill.flowengine.leadrun.LeadRunEvent.DataAppended;
import io.waybill.flowengine.leadrun.LeadRunEvent.DeliveryRequested;
import io.waybill.flowengine.leadrun.LeadRunEvent.LeadCompleted;
import io.waybill.flowengine.leadrun.LeadRunEvent.NobodyChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.RecipientChosen;
import io.waybill.flowengine.leadrun.LeadRunEvent.Skip;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSettled;
import io.waybill.flowengine.leadrun.LeadRunEvent.StepSkipped;
import io.waybill.flowengine.partner.Connection;
import io.waybill.flowengine.partner.Connection.Receiver;
import io.waybill.language.Vars;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a Buyer Step does with a lead, as its connection stands. */
class BuyerStepTest {

    private static final UUID BANK = UUID.fromString("0199a1f0-0000-7000-8000-00000000c0de");
    private static final UUID BUYER = new UUID(2, 2);
    private static final Connection OPEN =
            Connection.opened(BANK)
                    .accepted(BUYER)
                    .configured(Optional.of(new Receiver.ToDestination(new UUID(3, 3))));
    private static final String STOP =
            """
            {"id": "f", "name": "F", "type": "filter", "reason": "{{bank.outcome}}: {{bank.reason}}",
             "rule_set": {"lhv": "bank.outcome", "op": "is not equal to", "rhv": "success"}}
            """;

    private final Map<UUID, Connection> connections = new HashMap<>();

    @Test
    void over_an_open_connection_the_lead_is_handed_over_and_what_was_read_is_told() {
        connections.put(BANK, OPEN);

        Play play = submit(buyer("\"sale_price\": \"7\""));

        assertThat(play.waitsFor()).isEqualTo("b");
        assertThat(play.only(ConnectionRead.class))
                .isEqualTo(new ConnectionRead("b", BANK, Optional.of(OPEN)));
        assertThat(play.events().indexOf(play.only(ConnectionRead.class)))
                .isLessThan(play.events().indexOf(play.only(DeliveryRequested.class)));
        play.settles(LeadOutcome.SUCCESS);
        assertThat(play.completed().revenue()).isEqualByComparingTo("7");
    }

    @Test
    void before_the_partner_is_ready_the_step_is_skipped_with_the_reason() {
        connections.put(BANK, Connection.opened(BANK).accepted(BUYER));

        Play play = submit(buyer(""), STOP);

        assertThat(play.only(StepSkipped.class).skip()).isEqualTo(Skip.NOT_CONNECTED);
        assertThat(play.completed().reason())
                .contains("skip: The partner has not configured its side yet");
        assertThat(play.all(StepSettled.class)).isEmpty();
    }

    @Test
    void an_ended_connection_ends_the_step_with_an_error_and_the_flow_goes_on() {
        connections.put(BANK, OPEN.ended("buyer"));

        Play play = submit(buyer(""), STOP);

        StepSettled settled = play.only(StepSettled.class);
        assertThat(settled.settlement().outcome()).isEqualTo(LeadOutcome.ERROR);
        assertThat(settled.settlement().certain()).isTrue();
        assertThat(settled.revenue()).isZero();
        assertThat(play.completed().reason().orElseThrow())
                .startsWith("error: Invalid Buyer Account: the buyer has ended the connection.");
        assertThat(play.all(DeliveryRequested.class)).isEmpty();
    }

    @Test
    void a_connection_that_the_account_does_not_have_is_an_error() {
        Play play = submit(buyer(""));

        assertThat(play.only(ConnectionRead.class).connection()).isEmpty();
        assertThat(play.only(StepSettled.class).settlement().reason().orElseThrow())
                .startsWith("Invalid Buyer Account: ");
        assertThat(play.completed().outcome()).isEqualTo(LeadOutcome.SUCCESS);
    }

    @Test
    void a_lead_that_the_step_is_not_for_and_a_disabled_step_read_no_connection() {
        Play unfit =
                submit(
                        buyer(
                                """
                                "rule_set": {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}
                                """));
        Play disabled = submit(buyer("\"enabled\": false"));

        assertThat(unfit.only(StepSkipped.class).skip()).isEqualTo(Skip.CRITERIA);
        assertThat(disabled.only(StepSkipped.class).skip()).isEqualTo(Skip.DISABLED);
        assertThat(unfit.all(ConnectionRead.class)).isEmpty();
        assertThat(disabled.all(ConnectionRead.class)).isEmpty();
    }

    @Test
    void a_reached_cap_is_told_without_a_connection_that_decided_nothing() {
        connections.put(BANK, OPEN);

        Play play =
                submit(
                        buyer(
                                """
                                "caps": [{"id": "c", "type": "volume", "maximum": 0, "duration": 1, "duration_units": "day"}]
                                """));

        assertThat(play.only(StepSkipped.class).skip()).isEqualTo(Skip.CAP);
        assertThat(play.all(ConnectionRead.class)).isEmpty();
    }

    @Test
    void in_a_routing_step_the_next_recipient_has_its_turn() {
        connections.put(BANK, OPEN.held("flow"));

        Play play =
                submit(
                        """
                        {"id": "r", "name": "R", "type": "routing", "method": "in_order", "recipients": [%s,
                          {"id": "a", "name": "A", "delivery": {"format": "form", "url": "https://a.example"}}]}
                        """
                                .formatted(buyer("")));

        assertThat(play.waitsFor()).isEqualTo("a");
        assertThat(play.only(RecipientChosen.class).others())
                .singleElement()
                .extracting(Considered::code)
                .isEqualTo("invalid_buyer");
        assertThat(play.only(ConnectionRead.class).stepId()).isEqualTo("b");
    }

    @Test
    void in_a_routing_step_without_another_recipient_what_is_wrong_is_told() {
        connections.put(BANK, OPEN.held("flow"));

        Play play =
                submit(
                        """
                        {"id": "r", "key": "r", "name": "R", "type": "routing", "method": "in_order",
                         "recipients": [%s], "nobody": {"outcome": "failure"}}
                        """
                                .formatted(buyer("")));

        assertThat(play.only(NobodyChosen.class).others())
                .singleElement()
                .extracting(Considered::code)
                .isEqualTo("invalid_buyer");
        assertThat(play.only(DataAppended.class).data())
                .containsEntry("outcome", "error")
                .hasEntrySatisfying(
                        "reason",
                        reason ->
                                assertThat(reason.toString())
                                        .startsWith("Invalid Buyer Account: the buyer's flow"));
        assertThat(play.only(LeadCompleted.class).reason())
                .hasValueSatisfying(reason ->
                        assertThat(reason).startsWith("Invalid Buyer Account: the buyer's flow"));
    }

    @Test
    void in_a_routing_step_the_partner_that_is_chosen_is_told() {
        connections.put(BANK, OPEN);

        Play play =
                submit(
                        """
                        {"id": "r", "name": "R", "type": "routing", "method": "weighted", "recipients": [
                          {"weight": 1, %s]}
                        """
                                .formatted(buyer("").strip().substring(1)));

        assertThat(play.waitsFor()).isEqualTo("b");
        assertThat(play.only(ConnectionRead.class).connection()).contains(OPEN);
    }

    @Test
    void only_the_shared_fields_leave_as_the_steps_mappings_make_them() {
        RunnableFlow flow =
                flow(
                        buyer(
                                """
                                "mappings": [{"property": "lead.state", "value": "{{lowercase lead.state}}"},
                                    {"property": "lead.email", "value": "", "rule_set":
                                        {"lhv": "lead.state", "op": "is equal to", "rhv": "TX"}}]
                                """));
        Lead lead =
                TestLeads.from("CA")
                        .withData(
                                Map.of(
                                        "email", "ada@example.org",
                                        "state", "CA",
                                        "ssn", "078-05-1120",
                                        "mortgage", Map.of("email", "x")));
        Vars vars =
                flow.deliveryVars(
                        LeadRun.Progress.start(lead), flow.recipient("b"), TestLeads.EVENT);

        assertThat(vars.toMap().keySet())
                .containsExactlyInAnyOrder("lead", "is_test", "event_id", "connection");
        assertThat(vars.toPlain().get("lead").toString())
                .contains("ada@example.org", "ca")
                .doesNotContain("078", "mortgage");
        assertThat(vars.text("lead.state")).isEqualTo("CA");
    }

    private Play submit(String... steps) {
        return Play.submit(flow(steps), Map.of("state", "CA"), new Knowing(connections));
    }

    private static RunnableFlow flow(String... steps) {
        return TestLeads.flow(
                TestFlows.json(
                        """
                        {"name": "Test", "sources": [{"id": "%s", "name": "Web form"}], "steps": [%s]}
                        """
                                .formatted(TestFlows.SOURCE, String.join(",", steps))));
    }

    private static String buyer(String more) {
        String enabled = more.contains("\"enabled\"") ? "" : "\"enabled\": true,";
        return """
        {"id": "b", "key": "bank", "name": "Bank", "type": "buyer", %s "connection_id": "%s",
         "share": ["email", "state"]%s}
        """
                .formatted(enabled, BANK, more.isEmpty() ? "" : ", " + more);
    }

    /** A lane that knows these connections and has counted nothing. */
    private static final class Knowing extends NothingRead {

        private final Map<UUID, Connection> connections;

        Knowing(Map<UUID, Connection> connections) {
            super(TestLeads.RECEIVED);
            this.connections = connections;
        }

        @Override
        public Optional<Connection> connection(UUID id) {
            return Optional.ofNullable(connections.get(id));
        }

        @Override
        public String digest(String purpose, List<String> values) {
            return purpose + values;
        }
    }
}
