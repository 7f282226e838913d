package io.waybill.delivery.destination.store;

import java.util.UUID;

/**
 * Who changes a definition, read from the call before its first asynchronous step.
 *
 * @param by {@code user:<id>} or {@code api-key:<id>}
 * @param zone IANA zone of the account
 */
public record DefinitionOwner(UUID accountId, String by, UUID correlationId, String zone) {}
