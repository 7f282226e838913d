package io.waybill.flowengine.flow;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.flow.Flow.Absent;
import io.waybill.flowengine.flow.Flow.Defined;
import java.util.List;

/** Decides what a command does to a flow. Asking for what is so already changes nothing. */
public final class FlowDecider {

    private FlowDecider() {}

    public static Decision<FlowEvent, FlowRefusal> decide(Flow flow, FlowCommand command) {
        return switch (flow) {
            case Absent _ ->
                    command instanceof FlowCommand.CreateFlow create
                            ? accepted(new FlowEvent.FlowCreated(create.flowId(), create.draft()))
                            : new Decision.Refused<>(new FlowRefusal.NoSuchFlow());
            case Defined defined -> decide(defined, command);
        };
    }

    private static Decision<FlowEvent, FlowRefusal> decide(Defined flow, FlowCommand command) {
        return switch (command) {
            case FlowCommand.CreateFlow _ -> new Decision.Refused<>(new FlowRefusal.FlowExists());
            case FlowCommand.EditDraft edit ->
                    edit.draft().equals(flow.draft())
                            ? unchanged()
                            : accepted(new FlowEvent.FlowDraftEdited(edit.draft()));
            case FlowCommand.DeployVersion _ -> deploy(flow);
            case FlowCommand.DisableFlow _ ->
                    flow.enabled() ? accepted(new FlowEvent.FlowDisabled()) : unchanged();
            case FlowCommand.EnableFlow _ ->
                    flow.enabled() ? unchanged() : accepted(new FlowEvent.FlowEnabled());
        };
    }

    private static Decision<FlowEvent, FlowRefusal> deploy(Defined flow) {
        return switch (FlowReader.read(flow.draft().json())) {
            case FlowReader.Result.Sound _ ->
                    accepted(new FlowEvent.FlowVersionDeployed(flow.version() + 1, flow.draft()));
            case FlowReader.Result.Unsound(var flaws) ->
                    new Decision.Refused<>(new FlowRefusal.DraftCannotWork(flaws));
        };
    }

    private static Decision<FlowEvent, FlowRefusal> accepted(FlowEvent event) {
        return new Decision.Accepted<>(List.of(event));
    }

    private static Decision<FlowEvent, FlowRefusal> unchanged() {
        return new Decision.Accepted<>(List.of());
    }
}
