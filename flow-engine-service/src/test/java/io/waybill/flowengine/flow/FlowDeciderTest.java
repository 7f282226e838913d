package io.waybill.flowengine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventsourcing.DeciderSpecification;
import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.TestFlows;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.flow.FlowCommand.CreateFlow;
import io.waybill.flowengine.flow.FlowCommand.DeployVersion;
import io.waybill.flowengine.flow.FlowCommand.DisableFlow;
import io.waybill.flowengine.flow.FlowCommand.EditDraft;
import io.waybill.flowengine.flow.FlowCommand.EnableFlow;
import io.waybill.flowengine.flow.FlowEvent.FlowCreated;
import io.waybill.flowengine.flow.FlowEvent.FlowDisabled;
import io.waybill.flowengine.flow.FlowEvent.FlowDraftEdited;
import io.waybill.flowengine.flow.FlowEvent.FlowEnabled;
import io.waybill.flowengine.flow.FlowEvent.FlowVersionDeployed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowDeciderTest {

    private static final Draft DRAFT = new Draft("Solar", TestFlows.solar());
    private static final Draft OTHER = new Draft("Solar", TestFlows.solar("purchase_price", "5"));
    private static final Draft BROKEN = new Draft("Solar", TestFlows.solar("sources", null));
    private static final FlowCreated CREATED = new FlowCreated(TestFlows.FLOW, DRAFT);

    private final DeciderSpecification<Flow, FlowCommand, FlowEvent, FlowRefusal> flow =
            DeciderSpecification.of(
                    new Flow.Absent(),
                    (command, state) -> FlowDecider.decide(state, command),
                    Flow::evolve);

    @Test
    void a_flow_is_created_with_its_draft() {
        flow.given()
                .when(new CreateFlow(TestFlows.FLOW, DRAFT))
                .thenEvents(CREATED)
                .andState(new Flow.Defined(TestFlows.FLOW, DRAFT, 0, true));
    }

    @Test
    void a_flow_is_not_created_twice() {
        flow.given(CREATED)
                .when(new CreateFlow(TestFlows.FLOW, DRAFT))
                .thenRefused(new FlowRefusal.FlowExists());
    }

    static java.util.stream.Stream<FlowCommand> commandsToAFlow() {
        return java.util.stream.Stream.of(
                new EditDraft(DRAFT), new DeployVersion(), new DisableFlow(), new EnableFlow());
    }

    @ParameterizedTest
    @MethodSource("commandsToAFlow")
    void a_flow_that_does_not_exist_takes_no_command(FlowCommand command) {
        flow.given().when(command).thenRefused(new FlowRefusal.NoSuchFlow());
    }

    @Test
    void a_draft_is_edited() {
        flow.given(CREATED)
                .when(new EditDraft(OTHER))
                .thenEvents(new FlowDraftEdited(OTHER))
                .andState(new Flow.Defined(TestFlows.FLOW, OTHER, 0, true));
    }

    @Test
    void saving_the_same_draft_again_changes_nothing() {
        flow.given(CREATED).when(new EditDraft(DRAFT)).thenNothing();
    }

    @Test
    void a_draft_that_cannot_run_can_be_saved() {
        flow.given(CREATED).when(new EditDraft(BROKEN)).thenEvents(new FlowDraftEdited(BROKEN));
    }

    @Test
    void each_deployment_is_the_next_version() {
        flow.given(CREATED, new FlowVersionDeployed(1, DRAFT), new FlowDraftEdited(OTHER))
                .when(new DeployVersion())
                .thenEvents(new FlowVersionDeployed(2, OTHER))
                .andState(new Flow.Defined(TestFlows.FLOW, OTHER, 2, true));
    }

    @Test
    void a_draft_that_cannot_run_is_not_deployed() {
        Decision<FlowEvent, FlowRefusal> decision =
                FlowDecider.decide(
                        new Flow.Defined(TestFlows.FLOW, BROKEN, 0, true), new DeployVersion());

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal().toString()).contains("no source"));
    }

    @Test
    void a_flow_is_disabled_and_enabled_once() {
        flow.given(CREATED).when(new DisableFlow()).thenEvents(new FlowDisabled());
        flow.given(CREATED, new FlowDisabled()).when(new DisableFlow()).thenNothing();
        flow.given(CREATED, new FlowDisabled())
                .when(new EnableFlow())
                .thenEvents(new FlowEnabled());
        flow.given(CREATED).when(new EnableFlow()).thenNothing();
    }

    @Test
    void deploying_does_not_enable_a_disabled_flow() {
        flow.given(CREATED, new FlowDisabled(), new FlowVersionDeployed(1, DRAFT))
                .thenState(new Flow.Defined(TestFlows.FLOW, DRAFT, 1, false));
    }

    @Test
    void evolving_ignores_what_does_not_fit() {
        flow.given(new FlowDisabled(), new FlowVersionDeployed(1, DRAFT))
                .thenState(new Flow.Absent());
        flow.given(CREATED, new FlowCreated(TestFlows.ACCOUNT, new Draft("x", Map.of())))
                .thenState(new Flow.Defined(TestFlows.FLOW, DRAFT, 0, true));
    }
}
