package io.waybill.delivery.credential;

import java.util.UUID;

/**
 * Which credential one delivery shows.
 *
 * @param eventId of the delivery, the same on each attempt
 */
public record CredentialUse(UUID accountId, UUID credentialId, String eventId) {}
