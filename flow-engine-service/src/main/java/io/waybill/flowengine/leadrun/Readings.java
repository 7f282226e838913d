package io.waybill.flowengine.leadrun;

import io.waybill.flowengine.counter.CounterReadings;
import io.waybill.flowengine.partner.Connection;
import java.math.BigDecimal;
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
     * How much each recipient of a routing step is short of its share, in billionths of a lead, by
     * the recipients' ids; one that was never there may be missing.
     */
    Map<String, Long> shares(UUID flowId, String stepId);

    /**
     * The part of a recipient's caps that was left, from 0 to 1, where that was recorded; empty
     * where the counters tell it.
     */
    default Optional<BigDecimal> free(String recipientId) {
        return Optional.empty();
    }

    /** How a recipient has done lately; empty where nothing is known of it. */
    default Optional<History> history(UUID flowId, String recipientId) {
        return Optional.empty();
    }

    /**
     * A connection with a buyer, of the account whose lead it is; empty where the account has none
     * of that id.
     */
    default Optional<Connection> connection(UUID id) {
        return Optional.empty();
    }

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
