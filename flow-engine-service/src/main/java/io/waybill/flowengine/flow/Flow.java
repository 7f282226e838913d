package io.waybill.flowengine.flow;

import io.waybill.flowengine.definition.Draft;
import java.util.UUID;

/**
 * A flow as its owner edits it.
 *
 * <pre>
 * Absent ──FlowCreated──► Defined ──FlowDraftEdited, FlowVersionDeployed,
 *                            ▲      BuyerStepsRemoved, PartnerSourceSet,
 *                            │      FlowDisabled, FlowEnabled──┐
 *                            └─────────────────────────────────┘
 * </pre>
 */
public sealed interface Flow {

    record Absent() implements Flow {}

    /**
     * @param version number of the last deployed version; 0 when there is none
     * @param enabled false: the flow takes no leads, whatever version is live
     */
    record Defined(UUID id, Draft draft, int version, boolean enabled) implements Flow {}

    /** Total: an event that does not fit the state leaves it as it is. */
    static Flow evolve(Flow flow, FlowEvent event) {
        return switch (flow) {
            case Absent absent ->
                    event instanceof FlowEvent.FlowCreated created
                            ? new Defined(created.flowId(), created.draft(), 0, true)
                            : absent;
            case Defined(UUID id, Draft draft, int version, boolean enabled) ->
                    switch (event) {
                        case FlowEvent.FlowCreated _,
                                FlowEvent.BuyerStepsRemoved _,
                                FlowEvent.PartnerSourceSet _ ->
                                flow;
                        case FlowEvent.FlowDraftEdited edited ->
                                new Defined(id, edited.draft(), version, enabled);
                        case FlowEvent.FlowVersionDeployed deployed ->
                                new Defined(id, draft, deployed.version(), enabled);
                        case FlowEvent.FlowDisabled _ -> new Defined(id, draft, version, false);
                        case FlowEvent.FlowEnabled _ -> new Defined(id, draft, version, true);
                    };
        };
    }
}
