package io.waybill.flowengine.leadrun;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A lead as it came in. Never shows its values.
 *
 * @param flowVersion the version that the lead stays on
 * @param random the lead's random number, for decisions that must be repeatable
 * @param data the parsed submission, values as they came
 */
public record Lead(
        UUID id,
        UUID flowId,
        int flowVersion,
        UUID sourceId,
        Instant receivedAt,
        long random,
        Map<String, Object> data) {

    @Override
    public String toString() {
        return "Lead[" + id + ", flow " + flowId + "/" + flowVersion + "]";
    }
}
