package io.waybill.flowengine.leadrun;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A lead as it came in. Never shows its values.
 *
 * @param flowVersion the version that the lead stays on
 * @param random the lead's random number, for decisions that must be repeatable
 * @param test a test lead, by the word of a source that may send tests
 * @param data the parsed submission, values as they came
 * @param ip address that it was submitted from, where that is known
 * @param earlier the runs that the lead had before; the id is that of this run then
 */
public record Lead(
        UUID id,
        UUID flowId,
        int flowVersion,
        UUID sourceId,
        Instant receivedAt,
        long random,
        boolean test,
        Map<String, Object> data,
        Optional<String> ip,
        EarlierRuns earlier) {

    /** A lead that runs for the first time. */
    public Lead(
            UUID id,
            UUID flowId,
            int flowVersion,
            UUID sourceId,
            Instant receivedAt,
            long random,
            boolean test,
            Map<String, Object> data,
            Optional<String> ip) {
        this(
                id,
                flowId,
                flowVersion,
                sourceId,
                receivedAt,
                random,
                test,
                data,
                ip,
                EarlierRuns.NONE);
    }

    /** The same as a run after others of its lead. */
    public Lead after(EarlierRuns runs) {
        return new Lead(
                id, flowId, flowVersion, sourceId, receivedAt, random, test, data, ip, runs);
    }

    /** What the lead is known by outside: the id of its first run. */
    public UUID firstId() {
        return earlier.ids().isEmpty() ? id : earlier.ids().getFirst();
    }

    /** The same lead with other values. */
    Lead withData(Map<String, Object> other) {
        return new Lead(
                id, flowId, flowVersion, sourceId, receivedAt, random, test, other, ip, earlier);
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
