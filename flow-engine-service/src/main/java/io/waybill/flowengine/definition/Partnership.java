package io.waybill.flowengine.definition;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a Buyer Step has in place of an address: a connection, and what it shares. The state of the
 * connection is not in the version; the lane reads it when a lead comes to the step.
 *
 * @param connectionId empty before a partner was chosen or invited
 * @param share ids of the fields that leave, and no other does
 * @param mappings give shared fields a value for this buyer, in their order
 */
public record Partnership(Optional<UUID> connectionId, List<String> share, List<Mapping> mappings) {

    public Partnership {
        share = List.copyOf(share);
        mappings = List.copyOf(mappings);
    }
}
