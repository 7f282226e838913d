package io.waybill.flowengine.flow;

import io.waybill.eventsourcing.Decision;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.definition.PartnerSource;
import io.waybill.flowengine.definition.PartnerSteps;
import io.waybill.flowengine.flow.Flow.Absent;
import io.waybill.flowengine.flow.Flow.Defined;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
            case FlowCommand.RemovePartner remove -> removed(flow, remove);
            case FlowCommand.SetPartnerSource set -> set(flow, set);
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

    /** Draft and version differ, and each loses what it has of the partner. */
    private static Decision<FlowEvent, FlowRefusal> removed(
            Defined flow, FlowCommand.RemovePartner remove) {
        UUID connection = remove.connectionId();
        PartnerSteps.Without draft = PartnerSteps.without(flow.draft().json(), connection);
        Optional<PartnerSteps.Without> live =
                remove.live().map(version -> PartnerSteps.without(version.json(), connection));
        Set<String> names = new LinkedHashSet<>(draft.steps());
        live.ifPresent(version -> names.addAll(version.steps()));
        return names.isEmpty()
                ? unchanged()
                : followed(
                        flow,
                        new FlowEvent.BuyerStepsRemoved(
                                connection, remove.cause(), List.copyOf(names)),
                        Optional.of(draft)
                                .filter(one -> !one.steps().isEmpty())
                                .map(PartnerSteps.Without::definition),
                        live.filter(one -> !one.steps().isEmpty())
                                .map(PartnerSteps.Without::definition));
    }

    private static Decision<FlowEvent, FlowRefusal> set(
            Defined flow, FlowCommand.SetPartnerSource set) {
        PartnerSource source = set.source();
        Optional<Map<String, Object>> draft = source.in(flow.draft().json());
        Optional<Map<String, Object>> live =
                set.live().flatMap(version -> source.in(version.json()));
        return draft.isEmpty() && live.isEmpty()
                ? unchanged()
                : followed(
                        flow,
                        new FlowEvent.PartnerSourceSet(source.connectionId(), source.open()),
                        draft,
                        live);
    }

    private static Decision<FlowEvent, FlowRefusal> followed(
            Defined flow,
            FlowEvent cause,
            Optional<Map<String, Object>> draft,
            Optional<Map<String, Object>> live) {
        List<FlowEvent> events = new ArrayList<>();
        events.add(cause);
        draft.ifPresent(json ->
                events.add(new FlowEvent.FlowDraftEdited(new Draft(flow.draft().name(), json))));
        live.ifPresent(json ->
                events.add(
                        new FlowEvent.FlowVersionDeployed(
                                flow.version() + 1,
                                new Draft(String.valueOf(json.get("name")), json))));
        return new Decision.Accepted<>(List.copyOf(events));
    }

    private static Decision<FlowEvent, FlowRefusal> accepted(FlowEvent event) {
        return new Decision.Accepted<>(List.of(event));
    }

    private static Decision<FlowEvent, FlowRefusal> unchanged() {
        return new Decision.Accepted<>(List.of());
    }
}
