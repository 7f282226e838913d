package io.waybill.flowengine.flow.store;

import io.waybill.flowengine.definition.Draft;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A flow as it is read.
 *
 * @param version last deployed version, 0 when there is none
 * @param revision number of the flow's last event: what optimistic concurrency compares
 * @param live what the lane runs, once it has said so
 */
public record FlowView(
        UUID id,
        Draft draft,
        int version,
        boolean enabled,
        long revision,
        Instant updatedAt,
        Optional<Live> live) {

    /** The version that leads run on; not enabled: none are taken. */
    public record Live(int version, boolean enabled) {}
}
