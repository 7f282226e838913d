package io.waybill.flowengine.leadrun;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a lane knows beside the lead, as it stands when a record is handled. Read only: counters
 * change by the events that a decision gives, and each such event tells what was read for it, so
 * that the lead can be decided again.
 */
public interface Readings {

    /** When the record that is being handled occurred: the only clock of a decision. */
    Instant now();

    /**
     * How many leads a routing step has given to each of its recipients, by the recipients' ids; a
     * recipient that got none may be missing.
     */
    Map<String, Long> shares(UUID flowId, String stepId);

    /** Those of a lane that has counted nothing yet. */
    static Readings at(Instant now) {
        return new Readings() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public Map<String, Long> shares(UUID flowId, String stepId) {
                return Map.of();
            }
        };
    }
}
