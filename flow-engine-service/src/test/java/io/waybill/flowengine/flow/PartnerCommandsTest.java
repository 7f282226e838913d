package io.waybill.flowengine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.PartnerSource;
import io.waybill.flowengine.definition.PartnerSteps;
import io.waybill.flowengine.flow.FlowCommand.RemovePartner;
import io.waybill.flowengine.flow.FlowCommand.SetPartnerSource;
import io.waybill.flowengine.flow.FlowEvent.BuyerStepsRemoved;
import io.waybill.flowengine.flow.FlowEvent.FlowCreated;
import io.waybill.flowengine.flow.FlowEvent.FlowDraftEdited;
import io.waybill.flowengine.flow.FlowEvent.FlowVersionDeployed;
import io.waybill.flowengine.flow.FlowEvent.PartnerSourceSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Flows follow the connections of their partners. */
class PartnerCommandsTest {

    private static final UUID BANK = UUID.fromString("0199a1f0-0000-7000-8000-00000000c0de");
    private static final UUID OTHER = UUID.fromString("0199a1f0-0000-7000-8000-00000000c0df");
    private static final UUID SOURCE = UUID.fromString("0199a1f0-0000-7000-8000-0000000050c2");
    private static final String FORM =
            "{\"id\": \"a\", \"name\": \"A\", \"type\": \"recipient\","
                    + " \"delivery\": {\"format\": \"form\", \"url\": \"https://a.example\"}}";

    private final DeciderSpecification<Flow, FlowCommand, FlowEvent, FlowRefusal> flow =
            DeciderSpecification.of(
                    new Flow.Absent(),
                    (command, state) -> FlowDecider.decide(state, command),
                    Flow::evolve);

    @Test
    void a_declined_invitation_takes_its_steps_out_of_draft_and_version() {
        Draft live = draft(buyer("b", BANK), FORM);
        Draft draft = draft(buyer("b", BANK), buyer("c", BANK), buyer("d", OTHER), FORM);

        flow.given(
                        new FlowCreated(TestFlows.FLOW, live),
                        new FlowVersionDeployed(1, live),
                        new FlowDraftEdited(draft))
                .when(new RemovePartner(BANK, "declined", Optional.of(live)))
                .thenEvents(
                        new BuyerStepsRemoved(BANK, "declined", List.of("B b", "B c")),
                        new FlowDraftEdited(draft(buyer("d", OTHER), FORM)),
                        new FlowVersionDeployed(2, draft(FORM)));
    }

    @Test
    void a_flow_that_was_never_deployed_loses_them_from_its_draft_alone() {
        flow.given(new FlowCreated(TestFlows.FLOW, draft(buyer("b", BANK))))
                .when(new RemovePartner(BANK, "expired", Optional.empty()))
                .thenEvents(
                        new BuyerStepsRemoved(BANK, "expired", List.of("B b")),
                        new FlowDraftEdited(draft()));
    }

    @Test
    void a_flow_that_has_none_of_them_stays_as_it_is() {
        Draft draft = draft(buyer("b", OTHER), FORM);

        flow.given(new FlowCreated(TestFlows.FLOW, draft), new FlowVersionDeployed(1, draft))
                .when(new RemovePartner(BANK, "revoked", Optional.of(draft)))
                .thenNothing();
    }

    @Test
    void the_last_recipient_of_a_routing_step_stays_unconnected_so_that_nothing_is_sold_instead() {
        String routing =
                "{\"id\": \"r\", \"name\": \"R\", \"type\": \"routing\", \"method\": \"in_order\","
                        + " \"recipients\": [%s]}";
        Map<String, Object> both =
                draft(routing.formatted(buyer("b", BANK) + "," + buyer("c", OTHER))).json();
        Map<String, Object> one = draft(routing.formatted(buyer("b", BANK))).json();

        PartnerSteps.Without withOther = PartnerSteps.without(both, BANK);
        PartnerSteps.Without alone = PartnerSteps.without(one, BANK);

        assertThat(withOther.steps()).containsExactly("B b");
        assertThat(withOther.definition())
                .isEqualTo(draft(routing.formatted(buyer("c", OTHER))).json());
        assertThat(alone.steps()).containsExactly("B b");
        assertThat(alone.definition().toString()).doesNotContain(BANK.toString());
        assertThat(FlowReader.read(alone.definition())).isInstanceOf(FlowReader.Result.Sound.class);
    }

    @Test
    void a_chosen_flow_gets_a_source_for_the_seller_in_draft_and_version() {
        Draft draft = draft(FORM);
        PartnerSource source = new PartnerSource(BANK, Optional.of(SOURCE), "Roe Media");

        Decision<FlowEvent, FlowRefusal> decision =
                FlowDecider.decide(
                        new Flow.Defined(TestFlows.FLOW, draft, 3, true),
                        new SetPartnerSource(source, Optional.of(draft)));

        List<FlowEvent> events = ((Decision.Accepted<FlowEvent, FlowRefusal>) decision).events();
        assertThat(events).hasSize(3);
        assertThat(events.getFirst()).isEqualTo(new PartnerSourceSet(BANK, Optional.of(SOURCE)));
        FlowVersionDeployed version = (FlowVersionDeployed) events.getLast();
        assertThat(version.version()).isEqualTo(4);
        assertThat(version.definition().sources())
                .anySatisfy(added -> {
                    assertThat(added.get("id")).isEqualTo(SOURCE.toString());
                    assertThat(added.get("name")).isEqualTo("Roe Media");
                    assertThat(added.get("connection_id")).isEqualTo(BANK.toString());
                });
        assertThat(FlowReader.read(version.definition().json()))
                .isInstanceOf(FlowReader.Result.Sound.class);
    }

    @Test
    void a_source_that_is_as_it_has_to_be_changes_nothing_and_an_ended_connection_disables_it() {
        Map<String, Object> empty = draft(FORM).json();
        PartnerSource open = new PartnerSource(BANK, Optional.of(SOURCE), "Roe Media");
        PartnerSource shut = new PartnerSource(BANK, Optional.empty(), "Roe Media");

        Map<String, Object> with = open.in(empty).orElseThrow();

        assertThat(open.in(with)).isEmpty();
        assertThat(shut.in(empty)).isEmpty();
        Map<String, Object> ended = shut.in(with).orElseThrow();
        assertThat(ended.toString()).contains("enabled=false");
        assertThat(shut.in(ended)).isEmpty();
        assertThat(open.in(ended).orElseThrow()).isEqualTo(with);
    }

    @Test
    void a_step_that_says_nothing_of_it_shares_what_was_offered() {
        Map<String, Object> silent =
                draft(
                                "{\"id\": \"b\", \"name\": \"B\", \"type\": \"buyer\", \"connection_id\": \""
                                        + BANK
                                        + "\"}")
                        .json();

        assertThat(PartnerSteps.unshared(silent)).containsExactly(BANK);
        Map<String, Object> shared =
                PartnerSteps.shared(silent, Map.of(BANK, List.of("email", "state")));
        assertThat(PartnerSteps.in(shared).getFirst().share()).containsExactly("email", "state");
        assertThat(PartnerSteps.unshared(shared)).isEmpty();
        assertThat(PartnerSteps.shared(shared, Map.of(BANK, List.of("ssn")))).isEqualTo(shared);
    }

    private static String buyer(String id, UUID connection) {
        return """
        {"id": "%1$s", "name": "B %1$s", "type": "buyer", "connection_id": "%2$s", "share": ["email"]}
        """
                .formatted(id, connection);
    }

    private static Draft draft(String... steps) {
        return new Draft(
                "Solar",
                TestFlows.json(
                        """
                        {"name": "Solar", "sources": [{"id": "%s", "name": "Web form"}], "steps": [%s]}
                        """
                                .formatted(TestFlows.SOURCE, String.join(",", steps))));
    }
}
