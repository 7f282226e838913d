package io.waybill.flowengine.flow.store;

import java.util.UUID;

/**
 * Who edits a flow, read from the call before its first asynchronous step.
 *
 * @param by {@code user:<id>} or {@code api-key:<id>}
 * @param currency of the account, for versions
 * @param zone IANA zone of the account
 */
public record FlowOwner(
        UUID accountId, String by, UUID correlationId, String currency, String zone) {}
