package io.waybill.flowengine.definition;

import java.util.Optional;
import java.util.UUID;

/**
 * Who may submit leads to a flow.
 *
 * @param keyHash hex SHA-256 of the source key; empty when none is demanded
 * @param mayTest true when it may send test leads
 */
public record SourceDefinition(
        UUID id, String name, boolean enabled, Optional<String> keyHash, boolean mayTest) {}
