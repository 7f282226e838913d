package io.waybill.intake.flows;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * What intake needs of a flow's version.
 *
 * @param lane in which the flow's leads are decided one after the other
 * @param respondWithin after which a lead that still runs is answered as pending
 * @param definition the version in JSON, for the documents that sources read
 */
public record FlowVersion(
        FlowVersionId id,
        UUID accountId,
        String lane,
        Duration respondWithin,
        Map<UUID, Source> sources,
        Described definition) {

    public FlowVersion {
        sources = Map.copyOf(sources);
    }

    /**
     * @param name of the flow
     */
    public record Described(String name, PackedText json) {}

    /** A flow and a version's number in it. */
    public record FlowVersionId(UUID flowId, int number) {}
}
