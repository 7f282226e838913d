package io.waybill.flowengine.definition;

import io.waybill.language.FieldCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A definition that can run: every rule and template in it is compiled, every reference resolves.
 *
 * @param fields standard fields and the flow's own
 * @param hours when leads are taken; empty: always
 * @param purchasePrice what the seller pays the source for a lead that ends in success
 * @param pingEnabled true when sources may ask before they submit
 */
public record FlowDefinition(
        String name,
        Duration respondWithin,
        FieldCatalogue fields,
        Optional<OpeningHours> hours,
        Pricing purchasePrice,
        boolean pingEnabled,
        Acceptance acceptance,
        List<SourceDefinition> sources,
        List<Step> steps) {

    public Optional<SourceDefinition> source(UUID id) {
        return sources.stream().filter(source -> source.id().equals(id)).findFirst();
    }
}
