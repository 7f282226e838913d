package io.waybill.flowengine.flow.store;

import io.waybill.flowengine.difference.Change;
import java.time.Instant;
import java.util.List;

/**
 * One event of a flow as its owner reads it.
 *
 * @param sequence the revision that the flow had from then on
 * @param by {@code user:<id>} or {@code api-key:<id>}
 * @param event flow_created, draft_edited, version_deployed, flow_disabled or flow_enabled
 * @param sentence what was done
 * @param changes of the draft against the one before, of a version against the version before
 */
public record HistoryEntry(
        long sequence,
        Instant at,
        String by,
        String event,
        String sentence,
        List<Change> changes) {}
