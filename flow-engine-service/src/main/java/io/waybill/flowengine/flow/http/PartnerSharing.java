package io.waybill.flowengine.flow.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.PartnerSteps;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.partner.Standing;
import io.waybill.flowengine.partner.store.KnownPartner;
import io.waybill.flowengine.partner.store.PartnerReads;
import io.waybill.flowengine.warning.FlowWarnings;
import io.waybill.flowengine.warning.Warning;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What drafts and deployments take from the connections of their Buyer Steps. */
@Singleton
final class PartnerSharing {

    private final PartnerReads reads;

    PartnerSharing(PartnerReads reads) {
        this.reads = reads;
    }

    /**
     * A draft in which a Buyer Step that says nothing of it shares what its partner was offered.
     */
    Uni<Map<String, Object>> shared(FlowOwner owner, Map<String, Object> body) {
        Set<UUID> ids = PartnerSteps.unshared(body);
        if (ids.isEmpty()) {
            return Uni.createFrom().item(body);
        }
        return reads.ofSeller(owner.accountId(), ids)
                .map(known -> {
                    Map<UUID, List<String>> offered = new LinkedHashMap<>();
                    known.forEach((id, partner) -> offered.put(id, partner.offered()));
                    return PartnerSteps.shared(body, offered);
                });
    }

    /** Warnings of a definition, with those that only the state of its connections gives. */
    Uni<List<Warning>> warnings(FlowOwner owner, Draft draft) {
        List<Warning> warnings = FlowWarnings.of(draft.json());
        List<PartnerSteps.Found> steps =
                PartnerSteps.in(draft.json()).stream()
                        .filter(PartnerSteps.Found::enabled)
                        .filter(step -> step.connectionId().isPresent())
                        .toList();
        if (steps.isEmpty()) {
            return Uni.createFrom().item(warnings);
        }
        Set<UUID> ids =
                steps.stream()
                        .map(step -> step.connectionId().orElseThrow())
                        .collect(Collectors.toSet());
        return reads.ofSeller(owner.accountId(), ids).map(known -> with(warnings, steps, known));
    }

    private static List<Warning> with(
            List<Warning> warnings, List<PartnerSteps.Found> steps, Map<UUID, KnownPartner> known) {
        List<Warning> all = new ArrayList<>(warnings);
        for (PartnerSteps.Found step : steps) {
            Optional<KnownPartner> partner = step.connectionId().map(known::get);
            String title = "Step \"" + step.name() + "\": ";
            switch (Standing.of(partner.map(KnownPartner::connection))) {
                case Standing.NotYet(String reason) ->
                        all.add(
                                new Warning(
                                        "steps", title + "leads pass it over for now. " + reason));
                case Standing.Broken(String reason) ->
                        all.add(new Warning("steps", title + "it ends with an error. " + reason));
                case Standing.Open _ -> {}
            }
            partner.ifPresent(p -> unshared(step, p, title, all));
        }
        return List.copyOf(all);
    }

    private static void unshared(
            PartnerSteps.Found step, KnownPartner partner, String title, List<Warning> all) {
        List<String> missing =
                partner.offered().stream().filter(field -> !step.share().contains(field)).toList();
        if (!missing.isEmpty()) {
            all.add(
                    new Warning(
                            "steps",
                            title
                                    + "the partner was offered "
                                    + String.join(", ", missing)
                                    + ", which the step does not share"));
        }
    }
}
