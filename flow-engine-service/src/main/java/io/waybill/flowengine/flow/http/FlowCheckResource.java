package io.waybill.flowengine.flow.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.Flaw;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.warning.Warning;
import io.waybill.servicekit.auth.Managed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What deploying would say, without deploying. */
@Managed
@Path("/api/flows/{id}/check")
@Produces(MediaType.APPLICATION_JSON)
class FlowCheckResource {

    private final FlowEdits edits;
    private final FlowVersions versions;
    private final PartnerSharing partners;
    private final FlowCaller caller;

    FlowCheckResource(
            FlowEdits edits, FlowVersions versions, PartnerSharing partners, FlowCaller caller) {
        this.partners = partners;
        this.edits = edits;
        this.versions = versions;
        this.caller = caller;
    }

    /**
     * @param errors why it cannot be deployed; none when it can
     * @param warnings what its owner may not have meant
     */
    record CheckAnswer(boolean deployable, List<Flaw> errors, List<Warning> warnings) {}

    @GET
    @Operation(summary = "Errors and warnings of the draft, or of a version")
    public Uni<CheckAnswer> check(
            @PathParam("id") String id, @QueryParam("version") @Nullable String version) {
        FlowOwner owner = caller.owner();
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> versions.named(owner.accountId(), flow, "version", version))
                .chain(draft ->
                        partners.warnings(owner, draft).map(warnings -> checked(draft, warnings)));
    }

    private static CheckAnswer checked(Draft draft, List<Warning> warnings) {
        List<Flaw> errors =
                FlowReader.read(draft.json()) instanceof FlowReader.Result.Unsound(var flaws)
                        ? flaws
                        : List.of();
        return new CheckAnswer(errors.isEmpty(), errors, warnings);
    }
}
