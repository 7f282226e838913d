package io.waybill.flowengine.trial.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.flow.http.FlowCaller;
import io.waybill.flowengine.flow.http.FlowEdits;
import io.waybill.flowengine.flow.http.FlowProblems;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.trial.GoldenLead;
import io.waybill.flowengine.trial.TrialReader;
import io.waybill.flowengine.trial.TrialResult;
import io.waybill.flowengine.trial.store.TrialRuns;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A made-up lead through the draft or any version; nothing is sent, counted or kept. */
@Managed
@Path("/api/flows/{id}/trial")
@Produces(MediaType.APPLICATION_JSON)
class TrialResource {

    private final FlowEdits edits;
    private final TrialSubjects subjects;
    private final TrialRuns runs;
    private final FlowCaller caller;

    TrialResource(FlowEdits edits, TrialSubjects subjects, TrialRuns runs, FlowCaller caller) {
        this.edits = edits;
        this.subjects = subjects;
        this.runs = runs;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Put a lead through the draft or a version, with the full trace")
    public Uni<Map<String, Object>> tryLead(
            @PathParam("id") String id, @Nullable Map<String, Object> body) {
        FlowOwner owner = caller.owner();
        Map<String, Object> given = body == null ? Map.of() : body;
        GoldenLead lead = TrialProblems.checked(TrialReader.read(given));
        Object version = given.get("version");
        return edits.found(owner, FlowProblems.flowId(id))
                .chain(flow ->
                        subjects.named(owner, flow, version == null ? null : version.toString()))
                .chain(subject -> {
                    UUID source =
                            subject.source(lead.sourceId())
                                    .orElseThrow(() ->
                                            ProblemException.invalid(
                                                    "source_id", "is no source of this version"));
                    return runs.run(subject, source, lead)
                            .map(result -> view(source, subject.flow().version(), result));
                });
    }

    private static Map<String, Object> view(UUID source, int version, TrialResult result) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("outcome", result.outcome().word());
        result.reason().ifPresent(reason -> view.put("reason", reason));
        view.put("price", result.price().toPlainString());
        view.put("revenue", result.revenue().toPlainString());
        view.put("margin", result.revenue().subtract(result.price()).toPlainString());
        view.put("source_id", source.toString());
        view.put("version", version);
        view.put("deliveries", result.deliveries().stream().map(TrialResource::delivery).toList());
        view.put("trace", result.trace().stream().map(step -> step.toView()).toList());
        return view;
    }

    private static Map<String, Object> delivery(TrialResult.Delivered delivered) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("step_id", delivered.stepId());
        view.put("name", delivered.name());
        view.put("outcome", delivered.outcome().word());
        view.put("revenue", delivered.revenue().toPlainString());
        return view;
    }
}
