package io.waybill.flowengine.trial.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.flow.http.FlowCaller;
import io.waybill.flowengine.flow.http.FlowEdits;
import io.waybill.flowengine.flow.http.FlowProblems;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.StorableJson;
import io.waybill.flowengine.trial.TrialReader;
import io.waybill.flowengine.trial.store.GoldenLeads;
import io.waybill.flowengine.trial.store.TrialRuns;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Leads that are kept with a flow and tried at each deployment. */
@Managed
@Path("/api/flows/{id}/golden-leads")
@Produces(MediaType.APPLICATION_JSON)
class GoldenLeadResource {

    private static final String ID = "id";
    private static final int LARGEST = 64 * 1024;

    private final FlowEdits edits;
    private final TrialSubjects subjects;
    private final TrialRuns runs;
    private final GoldenLeads leads;
    private final FlowCaller caller;

    GoldenLeadResource(
            FlowEdits edits,
            TrialSubjects subjects,
            TrialRuns runs,
            GoldenLeads leads,
            FlowCaller caller) {
        this.edits = edits;
        this.subjects = subjects;
        this.runs = runs;
        this.leads = leads;
        this.caller = caller;
    }

    /**
     * @param passed true when every lead came to what is expected
     */
    record RunAnswer(boolean passed, List<TrialRuns.Checked> items) {}

    @GET
    @Operation(summary = "List the golden leads of a flow")
    public Uni<Page<Map<String, Object>>> list(@PathParam(ID) String id) {
        FlowOwner owner = caller.owner();
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> leads.list(owner.accountId(), flow.id()))
                .map(kept ->
                        new Page<>(kept.stream().map(k -> view(k.id(), k.json())).toList(), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Keep a lead with the flow, and what must become of it")
    public Uni<RestResponse<Map<String, Object>>> add(
            @PathParam(ID) String id, @Nullable Map<String, Object> body) {
        FlowOwner owner = caller.owner();
        Map<String, Object> json = checked(body);
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> leads.add(owner.accountId(), flow.id(), json))
                .map(added ->
                        RestResponse.status(
                                RestResponse.Status.CREATED,
                                view(
                                        added.orElseThrow(() ->
                                                new ProblemException(
                                                        FlowEngineProblem.GOLDEN_LEADS_TOO_MANY,
                                                        "A flow keeps at most "
                                                                + GoldenLeads.MOST
                                                                + " golden leads.")),
                                        json)));
    }

    @PUT
    @Path("/{golden}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replace a golden lead")
    public Uni<Map<String, Object>> replace(
            @PathParam(ID) String id,
            @PathParam("golden") String golden,
            @Nullable Map<String, Object> body) {
        FlowOwner owner = caller.owner();
        Map<String, Object> json = checked(body);
        UUID goldenId = goldenId(golden);
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> leads.replace(owner.accountId(), flow.id(), goldenId, json))
                .invoke(GoldenLeadResource::checkFound)
                .map(_ -> view(goldenId, json));
    }

    @DELETE
    @Path("/{golden}")
    @Operation(summary = "Forget a golden lead")
    public Uni<Void> remove(@PathParam(ID) String id, @PathParam("golden") String golden) {
        FlowOwner owner = caller.owner();
        UUID goldenId = goldenId(golden);
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow -> leads.remove(flow.id(), goldenId))
                .invoke(GoldenLeadResource::checkFound)
                .replaceWithVoid();
    }

    @POST
    @Path("/run")
    @Operation(summary = "Try all golden leads on the draft or a version")
    public Uni<RunAnswer> run(
            @PathParam(ID) String id, @QueryParam("version") @Nullable String version) {
        FlowOwner owner = caller.owner();
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow ->
                        subjects.named(owner, flow, version)
                                .chain(subject ->
                                        leads.list(owner.accountId(), flow.id())
                                                .chain(kept ->
                                                        runs.check(
                                                                subject,
                                                                kept.stream()
                                                                        .map(k -> k.lead())
                                                                        .toList()))))
                .map(items ->
                        new RunAnswer(
                                items.stream().allMatch(item -> item.differences().isEmpty()),
                                items));
    }

    private static Map<String, Object> checked(@Nullable Map<String, Object> body) {
        Map<String, Object> json = new LinkedHashMap<>(body == null ? Map.of() : body);
        json.remove(ID);
        List<FieldError> unfit =
                StorableJson.flaws(json).stream()
                        .map(flaw -> new FieldError(flaw.field(), flaw.message()))
                        .toList();
        if (!unfit.isEmpty()) {
            throw ProblemException.invalid(unfit);
        }
        String name = TrialProblems.checked(TrialReader.read(json)).name();
        if (name.isBlank()) {
            throw ProblemException.invalid("name", "a name is missing");
        }
        if (json.toString().length() > LARGEST) {
            throw ProblemException.invalid("fields", "are more than 64 KiB together");
        }
        return json;
    }

    private static void checkFound(boolean found) {
        if (!found) {
            throw ProblemException.notFound("golden lead");
        }
    }

    private static UUID goldenId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("golden lead");
        }
    }

    private static Map<String, Object> view(UUID id, Map<String, Object> json) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(ID, id.toString());
        view.putAll(json);
        return view;
    }
}
