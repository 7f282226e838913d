package io.waybill.flowengine.definition;

import io.waybill.flowengine.counter.Cap;
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
 * @param listChecks what is looked up before acceptance
 * @param caps a reached one ends the lead with failure
 */
public record FlowDefinition(
        String name,
        Duration respondWithin,
        FieldCatalogue fields,
        Optional<OpeningHours> hours,
        Pricing purchasePrice,
        boolean pingEnabled,
        List<ListCheck> listChecks,
        Acceptance acceptance,
        List<Cap> caps,
        List<SourceDefinition> sources,
        List<Step> steps,
        Needs needs) {

    /**
     * What it needs beside itself.
     *
     * @param accountKey the account's key, under which values are compared
     * @param lists the account's lists
     * @param partners the account's connections
     */
    public record Needs(boolean accountKey, List<ListUse> lists, List<PartnerUse> partners) {}

    public Optional<SourceDefinition> source(UUID id) {
        return sources.stream().filter(source -> source.id().equals(id)).findFirst();
    }
}
