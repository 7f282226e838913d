package io.waybill.flowengine.flow.http;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.difference.Change;
import io.waybill.flowengine.difference.FlowDifference;
import io.waybill.flowengine.flow.FlowFile;
import io.waybill.flowengine.flow.NewIds;
import io.waybill.flowengine.flow.store.FlowHistory;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.HistoryEntry;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The life of a flow: its versions compared and brought back, copies, files, who changed what. */
@Managed
@Path("/api/flows")
@Produces(MediaType.APPLICATION_JSON)
class FlowLifeResource {

    /** Each entry may hold a whole draft while it is compared. */
    private static final int MOST_ENTRIES = 50;

    private static final String NAME = "name";
    private static final int LONGEST_NAME = 200;

    private final FlowEdits edits;
    private final FlowVersions versions;
    private final FlowHistory history;
    private final FlowCaller caller;

    FlowLifeResource(
            FlowEdits edits, FlowVersions versions, FlowHistory history, FlowCaller caller) {
        this.edits = edits;
        this.versions = versions;
        this.history = history;
        this.caller = caller;
    }

    /** What changed between two definitions of a flow. */
    record DifferenceAnswer(String from, String to, List<Change> changes) {}

    @GET
    @Path("/{id}/versions/{version}")
    @Operation(summary = "Read a deployed version; secrets are masked")
    public Uni<VersionAnswer> version(
            @PathParam("id") String id, @PathParam("version") String version) {
        FlowOwner owner = caller.owner();
        UUID flowId = FlowProblems.flowId(id);
        return versions.version(owner.accountId(), flowId, FlowVersions.number("version", version))
                .map(VersionAnswer::of);
    }

    @POST
    @Path("/{id}/versions/{version}/restore")
    @Operation(summary = "Make a version's definition the draft again; it is not deployed")
    public Uni<RestResponse<FlowAnswer>> restore(
            @PathParam("id") String id,
            @PathParam("version") String version,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        FlowOwner owner = caller.owner();
        UUID flowId = FlowProblems.flowId(id);
        Optional<Long> revision = FlowProblems.revision(ifMatch);
        return versions.version(owner.accountId(), flowId, FlowVersions.number("version", version))
                .chain(found -> edits.restore(owner, flowId, revision, found.definition()))
                .map(FlowEdits::tagged);
    }

    @GET
    @Path("/{id}/diff")
    @Operation(summary = "What changed between two versions, or a version and the draft, in words")
    public Uni<DifferenceAnswer> diff(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        FlowOwner owner = caller.owner();
        UUID account = owner.accountId();
        String before = from == null ? "live" : from;
        String after = to == null ? "draft" : to;
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow ->
                        versions.named(account, flow, "from", before)
                                .chain(old ->
                                        versions.named(account, flow, "to", after)
                                                .map(now ->
                                                        new DifferenceAnswer(
                                                                before,
                                                                after,
                                                                FlowDifference.between(
                                                                        old.json(), now.json())))));
    }

    @POST
    @Path("/{id}/copy")
    @Operation(
            summary =
                    "Make another flow of the draft; sources get new ids and keys, secrets go along")
    public Uni<RestResponse<FlowAnswer>> copy(
            @PathParam("id") String id, @QueryParam(NAME) @Nullable String name) {
        FlowOwner owner = caller.owner();
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> {
                    Map<String, Object> copy =
                            NewIds.in(flow.draft().shown(), TimeOrderedIds::next);
                    copy.put(NAME, name == null ? nameOfCopy(flow.draft().name()) : name);
                    return edits.create(owner, copy, Optional.of(flow.draft()));
                })
                .map(edits::created);
    }

    private static String nameOfCopy(String name) {
        String suffix = " (copy)";
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix;
    }

    @GET
    @Path("/{id}/export")
    @Operation(summary = "The flow as a file, without secrets, keys and ids of sources")
    public Uni<RestResponse<Map<String, Object>>> export(
            @PathParam("id") String id, @QueryParam("version") @Nullable String version) {
        FlowOwner owner = caller.owner();
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> versions.named(owner.accountId(), flow, "version", version))
                .map(draft ->
                        RestResponse.ResponseBuilder.ok(
                                        FlowFile.write(draft.shown(), TimeOrderedIds::next))
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"flow-" + id + ".json\"")
                                .build());
    }

    @POST
    @Path("/import")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a flow of a file")
    public Uni<RestResponse<Map<String, Object>>> importFile(@Nullable Map<String, Object> file) {
        FlowOwner owner = caller.owner();
        Map<String, Object> given = file == null ? Map.of() : file;
        return switch (FlowFile.read(given, TimeOrderedIds::next)) {
            case FlowFile.Reading.NotAFlow(String reason) ->
                    throw new ProblemException(FlowEngineProblem.FILE_UNREADABLE, reason + ".");
            case FlowFile.Reading.FromLater(String version) ->
                    throw new ProblemException(
                            FlowEngineProblem.FILE_FROM_LATER,
                            "The file has format version %s; this installation reads up to %d."
                                    .formatted(version, FlowFile.FORMAT_VERSION));
            case FlowFile.Reading.Readable(var definition, var secrets) ->
                    edits.create(owner, definition, Optional.empty())
                            .map(flow -> imported(flow, secrets));
        };
    }

    private RestResponse<Map<String, Object>> imported(FlowAnswer flow, List<String> secrets) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("flow", flow);
        answer.put("secrets_left_out", secrets);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, answer)
                .location(edits.address(flow))
                .build();
    }

    @GET
    @Path("/{id}/history")
    @Operation(summary = "Who changed what and when, the newest first")
    public Uni<Page<HistoryEntry>> history(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        int most = Math.min(Page.limit(limit), MOST_ENTRIES);
        Cursor after = Cursor.parse(cursor, 1);
        long before =
                after == null
                        ? Long.MAX_VALUE
                        : FlowProblems.number("cursor", after.parts().getFirst());
        return edits.found(caller.owner(), FlowProblems.flowId(id))
                .chain(flow -> history.before(flow.id(), before, most + 1))
                .map(rows -> Page.of(rows, most, e -> Cursor.of(Long.toString(e.sequence()))));
    }
}
