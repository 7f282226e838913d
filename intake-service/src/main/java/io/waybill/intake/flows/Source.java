package io.waybill.intake.flows;

import java.util.Optional;
import java.util.UUID;

/** Who may post to a flow version; without a key, the unguessable address is the secret. */
public record Source(UUID id, boolean enabled, Optional<SourceKey> key, boolean mayTest) {}
