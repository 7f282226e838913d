package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CounterReadings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a lane knows beside the lead, as it stands when a record is handled. Read only: counters
 * change by the events that a decision gives, and each such event tells what was read for it, so
 * that the lead can be decided again.
 */
public interface Readings extends CounterReadings {

    /** When the record that is being handled occurred: the only clock of a decision. */
    Instant now();

    /**
     * How many leads a routing step has given to each of its recipients, by the recipients' ids; a
     * recipient that got none may be missing.
     */
    Map<String, Long> shares(UUID flowId, String stepId);

    /** The entry of a list for a value; empty when it has none, or there is no such list. */
    Optional<Listed> listed(UUID listId, String value);

    /**
     * An entry of a list.
     *
     * @param value what it holds, in a list of values
     */
    record Listed(Optional<String> value) {
        @Override
        public String toString() {
            return "Listed";
        }
    }

    /** Those of a lane that has counted nothing yet, of an account without a key. */
    static Readings at(Instant now) {
        return new NothingRead(now);
    }
}
