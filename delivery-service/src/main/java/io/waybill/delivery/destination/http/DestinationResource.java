package io.waybill.delivery.destination.http;

import static io.waybill.delivery.destination.store.DefinitionKind.DESTINATION;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.destination.kafka.FlowReferences;
import io.waybill.delivery.destination.store.DefinitionOwner;
import io.waybill.delivery.destination.store.DefinitionReads;
import io.waybill.delivery.destination.store.DefinitionRefused;
import io.waybill.delivery.destination.store.DefinitionView;
import io.waybill.delivery.destination.store.DestinationCommands;
import io.waybill.delivery.destination.store.HistoryEntry;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Page;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Destinations: made, read, changed, switched off and on, deleted. */
@Managed
@Path("/api/destinations")
@Produces(MediaType.APPLICATION_JSON)
public class DestinationResource {

    private final DestinationCommands commands;
    private final DefinitionReads reads;
    private final FlowReferences flows;
    private final Presets presets;
    private final DefinitionCaller caller;

    @Inject
    DestinationResource(
            DestinationCommands commands,
            DefinitionReads reads,
            FlowReferences flows,
            Presets presets,
            DefinitionCaller caller) {
        this.commands = commands;
        this.reads = reads;
        this.flows = flows;
        this.presets = presets;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a destination, from a preset where the body names one")
    public Uni<RestResponse<DestinationAnswer>> create(@Nullable Map<String, Object> body) {
        DefinitionOwner owner = caller.owner();
        Map<String, Object> given = presets.applied(DefinitionProblems.present(body));
        return orProblem(Uni.createFrom().deferred(() -> commands.create(owner, given)))
                .map(DestinationAnswer::of)
                .map(answer ->
                        RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, answer)
                                .header(HttpHeaders.ETAG, answer.tag())
                                .build());
    }

    @GET
    @Operation(summary = "List the destinations in the order of their creation")
    public Uni<Page<DestinationAnswer>> list(
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return DefinitionPages.list(reads, caller.accountId(), DESTINATION, limit, cursor)
                .map(page -> page.map(DestinationAnswer::brief));
    }

    @GET
    @Path("/presets")
    @Operation(summary = "What destinations can be made from")
    public Map<String, List<Map<String, Object>>> presets() {
        return Map.of("items", presets.all());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a destination; secrets are masked")
    public Uni<RestResponse<DestinationAnswer>> read(@PathParam("id") String id) {
        return tagged(reads.find(caller.accountId(), DESTINATION, id(id)));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace the definition; a masked secret stays as it was")
    public Uni<RestResponse<DestinationAnswer>> change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable Map<String, Object> body) {
        DefinitionOwner owner = caller.owner();
        Map<String, Object> given = DefinitionProblems.present(body);
        Optional<Long> revision = DefinitionProblems.revision(ifMatch);
        return tagged(orProblem(commands.change(owner, id(id), revision, given)));
    }

    @POST
    @Path("/{id}/disable")
    @Operation(summary = "Send nothing to it from here on")
    public Uni<RestResponse<DestinationAnswer>> disable(@PathParam("id") String id) {
        return tagged(commands.enable(caller.owner(), id(id), false));
    }

    @POST
    @Path("/{id}/enable")
    @Operation(summary = "Send to it again")
    public Uni<RestResponse<DestinationAnswer>> enable(@PathParam("id") String id) {
        return tagged(commands.enable(caller.owner(), id(id), true));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a destination that no live flow names")
    public Uni<RestResponse<Void>> delete(@PathParam("id") String id) {
        DefinitionOwner owner = caller.owner();
        UUID destination = id(id);
        List<String> users = flows.naming(owner.accountId(), destination);
        if (!users.isEmpty()) {
            throw DefinitionProblems.inUse(DESTINATION, "flows", users);
        }
        return orProblem(commands.delete(owner, destination))
                .map(found -> DefinitionProblems.found(DESTINATION, found))
                .map(_ -> RestResponse.noContent());
    }

    @GET
    @Path("/{id}/history")
    @Operation(summary = "Who changed it and when, the newest first")
    public Uni<Page<HistoryEntry>> history(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return DefinitionPages.history(
                reads, reads.find(caller.accountId(), DESTINATION, id(id)), limit, cursor);
    }

    private static UUID id(String text) {
        return DefinitionProblems.id(DESTINATION, text);
    }

    private static Uni<RestResponse<DestinationAnswer>> tagged(Uni<Optional<DefinitionView>> view) {
        return view.map(found -> DefinitionProblems.found(DESTINATION, found))
                .map(DestinationAnswer::of)
                .map(answer ->
                        RestResponse.ResponseBuilder.ok(answer)
                                .header(HttpHeaders.ETAG, answer.tag())
                                .build());
    }

    private static <T> Uni<T> orProblem(Uni<T> change) {
        return change.onFailure(DefinitionRefused.class)
                .transform(
                        failure -> DefinitionProblems.of(DESTINATION, (DefinitionRefused) failure))
                .onFailure(DestinationCommands.Unusable.class)
                .transform(failure ->
                        DefinitionProblems.unusable(
                                DESTINATION, ((DestinationCommands.Unusable) failure).flaws()));
    }
}
