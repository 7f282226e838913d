package io.waybill.delivery.destination.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A definition as it stands.
 *
 * @param body JSON, secrets sealed
 */
public record DefinitionView(
        UUID id,
        UUID accountId,
        DefinitionKind kind,
        Content content,
        boolean enabled,
        boolean deleted,
        long revision,
        Instant updatedAt) {

    /**
     * What is defined.
     *
     * @param credentialId that a destination uses
     */
    public record Content(String name, String body, Optional<UUID> credentialId) {}
}
