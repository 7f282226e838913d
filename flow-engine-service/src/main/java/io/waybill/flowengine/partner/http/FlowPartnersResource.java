package io.waybill.flowengine.partner.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.PartnerSteps;
import io.waybill.flowengine.flow.http.FlowCaller;
import io.waybill.flowengine.flow.http.FlowEdits;
import io.waybill.flowengine.flow.http.FlowProblems;
import io.waybill.flowengine.flow.http.FlowVersions;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.partner.store.PartnerReads;
import io.waybill.servicekit.auth.Managed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The Buyer Steps of a flow: how each connection stands, and what is and can be shared. */
@Managed
@Path("/api/flows/{id}/partners")
@Produces(MediaType.APPLICATION_JSON)
class FlowPartnersResource {

    private final FlowEdits edits;
    private final FlowVersions versions;
    private final PartnerReads partners;
    private final FlowCaller caller;

    FlowPartnersResource(
            FlowEdits edits, FlowVersions versions, PartnerReads partners, FlowCaller caller) {
        this.edits = edits;
        this.versions = versions;
        this.partners = partners;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Buyer Steps of the draft, or of a version, and their connections")
    public Uni<Map<String, List<PartnerAnswer>>> list(
            @PathParam("id") String id, @QueryParam("version") @Nullable String version) {
        FlowOwner owner = caller.owner();
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> versions.named(owner.accountId(), flow, "version", version))
                .chain(draft -> answers(owner, draft.json()));
    }

    private Uni<Map<String, List<PartnerAnswer>>> answers(
            FlowOwner owner, Map<String, Object> definition) {
        List<PartnerSteps.Found> steps = PartnerSteps.in(definition);
        Set<UUID> ids =
                steps.stream()
                        .map(PartnerSteps.Found::connectionId)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        return partners.ofSeller(owner.accountId(), ids)
                .map(known ->
                        Map.of(
                                "items",
                                steps.stream()
                                        .map(step -> PartnerAnswer.of(step, definition, known))
                                        .toList()));
    }
}
