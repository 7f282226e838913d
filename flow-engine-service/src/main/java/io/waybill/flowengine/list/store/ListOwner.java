package io.waybill.flowengine.list.store;

import io.waybill.eventsourcing.sealing.DataKey;
import java.util.UUID;

/**
 * Who edits lists, read from the call before its first asynchronous step.
 *
 * @param by {@code user:<id>} or {@code api-key:<id>}
 * @param accountKey under which entries are known
 */
public record ListOwner(UUID accountId, String by, UUID correlationId, DataKey accountKey) {}
