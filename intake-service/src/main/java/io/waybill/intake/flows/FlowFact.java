package io.waybill.intake.flows;

import java.util.UUID;

/** What flow.versions says. The facts of one flow may come in any order, and more than once. */
public sealed interface FlowFact {

    UUID flowId();

    /** A version exists and can be run. */
    record Published(FlowVersion version) implements FlowFact {
        @Override
        public UUID flowId() {
            return version.id().flowId();
        }
    }

    /**
     * A version is the one that leads go to, if the flow is enabled.
     *
     * @param sequence grows with each change of the flow: of two such facts the higher one holds,
     *     whichever is read last
     */
    record Live(UUID flowId, long sequence, int version, boolean enabled) implements FlowFact {

        boolean isOlderThan(Live other) {
            return sequence < other.sequence;
        }
    }
}
