package io.waybill.flowengine.counter;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a cap stands at.
 *
 * @param id of the flow, the source or the step
 */
public record CapScope(Kind kind, UUID flowId, String id) {

    /** Where caps stand. */
    public enum Kind {
        FLOW,
        SOURCE,
        STEP;

        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static CapScope flow(UUID flowId) {
        return new CapScope(Kind.FLOW, flowId, flowId.toString());
    }

    public static CapScope source(UUID flowId, UUID sourceId) {
        return new CapScope(Kind.SOURCE, flowId, sourceId.toString());
    }

    public static CapScope step(UUID flowId, String stepId) {
        return new CapScope(Kind.STEP, flowId, stepId);
    }

    /** As keys of stores hold it. */
    public String key() {
        return flowId + "/" + kind.word() + "/" + id;
    }
}
