package io.waybill.flowengine.flow.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.flow.FlowCommand;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.FlowReads;
import io.waybill.flowengine.flow.store.FlowStore;
import io.waybill.flowengine.flow.store.FlowView;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Flows of the caller's account: drafts, deployed versions, on and off. */
@Managed
@Path("/api/flows")
@Produces(MediaType.APPLICATION_JSON)
class FlowResource {

    private final FlowStore store;
    private final FlowReads reads;
    private final FlowEdits edits;
    private final FlowCaller caller;

    FlowResource(FlowStore store, FlowReads reads, FlowEdits edits, FlowCaller caller) {
        this.store = store;
        this.reads = reads;
        this.edits = edits;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a flow with its first draft")
    public Uni<RestResponse<FlowAnswer>> create(@Nullable Map<String, Object> body) {
        return edits.create(caller.owner(), present(body), Optional.empty()).map(edits::created);
    }

    @GET
    @Operation(summary = "List flows in the order of their creation")
    public Uni<Page<FlowAnswer>> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Page.limit(limit);
        Optional<UUID> after =
                Optional.ofNullable(Cursor.parse(cursor, 1))
                        .map(c -> FlowProblems.cursorId(c.parts().get(0)));
        return reads.list(caller.owner().accountId(), after, most + 1)
                .map(rows ->
                        Page.of(rows, most, view -> Cursor.of(view.id().toString()))
                                .map(v -> edits.shown(v, Map.of()).brief()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a flow with its draft; secrets are masked")
    public Uni<RestResponse<FlowAnswer>> read(@PathParam("id") String id) {
        return edits.answer(caller.owner(), FlowProblems.flowId(id), Map.of())
                .map(FlowEdits::tagged);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace the draft; a masked secret stays as it was")
    public Uni<RestResponse<FlowAnswer>> edit(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Map<String, Object> body) {
        FlowOwner owner = caller.owner();
        UUID flowId = FlowProblems.flowId(id);
        Optional<Long> revision = FlowProblems.revision(ifMatch);
        return edits.edit(owner, flowId, revision, present(body)).map(FlowEdits::tagged);
    }

    @POST
    @Path("/{id}/disable")
    @Operation(summary = "Take no leads from here on")
    public Uni<Map<String, Boolean>> disable(@PathParam("id") String id) {
        return command(id, null, new FlowCommand.DisableFlow())
                .map(flow -> Map.of("enabled", flow.enabled()));
    }

    @POST
    @Path("/{id}/enable")
    @Operation(summary = "Take leads again")
    public Uni<Map<String, Boolean>> enable(@PathParam("id") String id) {
        return command(id, null, new FlowCommand.EnableFlow())
                .map(flow -> Map.of("enabled", flow.enabled()));
    }

    @GET
    @Path("/{id}/versions")
    @Operation(summary = "List deployed versions, the newest first")
    public Uni<Page<VersionAnswer>> versions(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        FlowOwner owner = caller.owner();
        UUID flowId = FlowProblems.flowId(id);
        int most = Page.limit(limit);
        Optional<Integer> before =
                Optional.ofNullable(Cursor.parse(cursor, 1))
                        .map(c -> FlowProblems.number("cursor", c.parts().get(0)));
        return edits.found(owner, flowId)
                .chain(() -> reads.versions(owner.accountId(), flowId, before, most + 1))
                .map(rows ->
                        Page.of(rows, most, v -> Cursor.of(Integer.toString(v.version())))
                                .map(VersionAnswer::of));
    }

    private Uni<FlowView> command(String id, @Nullable String ifMatch, FlowCommand command) {
        FlowOwner owner = caller.owner();
        UUID flowId = FlowProblems.flowId(id);
        return store.execute(owner, flowId, FlowProblems.revision(ifMatch), command)
                .invoke(FlowProblems::check)
                .chain(() -> edits.found(owner, flowId));
    }

    private static Map<String, Object> present(@Nullable Map<String, Object> body) {
        if (body == null) {
            throw ProblemException.invalid("name", "a name is missing");
        }
        return body;
    }
}
