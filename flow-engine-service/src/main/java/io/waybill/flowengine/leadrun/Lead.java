package io.waybill.flowengine.leadrun;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A lead as it came in. Never shows its values.
 *
 * @param flowVersion the version that the lead stays on
 * @param random the lead's random number, for decisions that must be repeatable
 * @param test a test lead, by the word of a source that may send tests
 * @param data the parsed submission, values as they came
 */
public record Lead(
        UUID id,
        UUID flowId,
        int flowVersion,
        UUID sourceId,
        Instant receivedAt,
        long random,
        boolean test,
        Map<String, Object> data) {

    /** The same lead with other values. */
    Lead withData(Map<String, Object> other) {
        return new Lead(id, flowId, flowVersion, sourceId, receivedAt, random, test, other);
    }

    /** A number from 1 to 100 that stays the same, as rules split leads by it. */
    long percentile() {
        return 1 + Math.floorMod(random, 100L);
    }

    @Override
    public String toString() {
        return "Lead[" + id + ", flow " + flowId + "/" + flowVersion + "]";
    }
}
