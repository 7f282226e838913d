package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.Cap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may submit leads to a flow, and what holds for leads from there beside what the flow says.
 *
 * @param keyHash hex SHA-256 of the source key; empty when none is demanded
 * @param mayTest true when it may send test leads
 * @param mappings done in this order before a lead's types are read
 * @param purchasePrice in place of the flow's
 * @param caps a reached one ends the lead with failure
 */
public record SourceDefinition(
        UUID id,
        String name,
        boolean enabled,
        Optional<String> keyHash,
        boolean mayTest,
        List<Mapping> mappings,
        Acceptance acceptance,
        Optional<OpeningHours> hours,
        Optional<Pricing> purchasePrice,
        List<Cap> caps) {

    public SourceDefinition {
        mappings = List.copyOf(mappings);
    }
}
