package io.waybill.flowengine.flow;

import io.waybill.flowengine.definition.Draft;
import java.util.UUID;

/** What a flow's owner asks for. */
public sealed interface FlowCommand {

    record CreateFlow(UUID flowId, Draft draft) implements FlowCommand {}

    record EditDraft(Draft draft) implements FlowCommand {}

    record DeployVersion() implements FlowCommand {}

    record DisableFlow() implements FlowCommand {}

    record EnableFlow() implements FlowCommand {}
}
