package io.waybill.flowengine.flow;

import io.waybill.flowengine.definition.Draft;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happened to a flow. */
public sealed interface FlowEvent {

    record FlowCreated(UUID flowId, Draft draft) implements FlowEvent {}

    record FlowDraftEdited(Draft draft) implements FlowEvent {}

    /** The draft became an immutable version, which goes live. */
    record FlowVersionDeployed(int version, Draft definition) implements FlowEvent {}

    /**
     * Why the draft and the version behind this event lack Buyer Steps.
     *
     * @param cause {@code declined}, {@code expired} or {@code revoked}
     * @param steps their names
     */
    record BuyerStepsRemoved(UUID connectionId, String cause, List<String> steps)
            implements FlowEvent {}

    /**
     * Why the draft and the version behind this event have a source that nobody wrote down, or lack
     * one.
     *
     * @param open the source that takes leads over the connection; empty where none does any more
     */
    record PartnerSourceSet(UUID connectionId, Optional<UUID> open) implements FlowEvent {}

    record FlowDisabled() implements FlowEvent {}

    record FlowEnabled() implements FlowEvent {}
}
