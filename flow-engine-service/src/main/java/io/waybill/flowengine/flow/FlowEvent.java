package io.waybill.flowengine.flow;

import io.waybill.flowengine.definition.Draft;
import java.util.UUID;

/** What happened to a flow. */
public sealed interface FlowEvent {

    record FlowCreated(UUID flowId, Draft draft) implements FlowEvent {}

    record FlowDraftEdited(Draft draft) implements FlowEvent {}

    /** The draft became an immutable version, which goes live. */
    record FlowVersionDeployed(int version, Draft definition) implements FlowEvent {}

    record FlowDisabled() implements FlowEvent {}

    record FlowEnabled() implements FlowEvent {}
}
