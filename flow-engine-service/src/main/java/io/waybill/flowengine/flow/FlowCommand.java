package io.waybill.flowengine.flow;

import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.PartnerSource;
import java.util.Optional;
import java.util.UUID;

/** What a flow's owner asks for. */
public sealed interface FlowCommand {

    record CreateFlow(UUID flowId, Draft draft) implements FlowCommand {}

    record EditDraft(Draft draft) implements FlowCommand {}

    record DeployVersion() implements FlowCommand {}

    /**
     * Nobody comes over the connection any more: its steps go.
     *
     * @param cause {@code declined}, {@code expired} or {@code revoked}
     * @param live the definition of the last version; empty when none was deployed
     */
    record RemovePartner(UUID connectionId, String cause, Optional<Draft> live)
            implements FlowCommand {}

    /**
     * A seller submits into this flow over a connection, or does not any more.
     *
     * @param live the definition of the last version; empty when none was deployed
     */
    record SetPartnerSource(PartnerSource source, Optional<Draft> live) implements FlowCommand {}

    record DisableFlow() implements FlowCommand {}

    record EnableFlow() implements FlowCommand {}
}
