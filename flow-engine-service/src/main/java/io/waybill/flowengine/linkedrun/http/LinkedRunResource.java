package io.waybill.flowengine.linkedrun.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.OffLoop;
import io.waybill.flowengine.flow.http.FlowCaller;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.linkedrun.RunSelection;
import io.waybill.flowengine.linkedrun.RunSelectionReader;
import io.waybill.flowengine.linkedrun.kafka.LinkedRunWorker;
import io.waybill.flowengine.linkedrun.store.RunRequest;
import io.waybill.flowengine.linkedrun.store.RunRequests;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Cursor;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Leads of the caller's account, again: as linked runs that repeat nothing that succeeded. */
@Managed
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
class LinkedRunResource {

    private static final int LONGEST_KEY = 255;

    private final RunRequests requests;
    private final RunRequestForm form;
    private final LinkedRunWorker worker;
    private final FlowCaller caller;

    LinkedRunResource(
            RunRequests requests, RunRequestForm form, LinkedRunWorker worker, FlowCaller caller) {
        this.requests = requests;
        this.form = form;
        this.worker = worker;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Run leads again: those named, or those of a flow, source, outcome and time")
    public Uni<RestResponse<Map<String, Object>>> ask(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Map<String, Object> body) {
        FlowOwner owner = caller.owner();
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.invalid(
                    "Idempotency-Key", "must be a text of 1 to 255 characters");
        }
        RunSelection selection = checked(body == null ? Map.of() : body);
        return OffLoop.run(
                        Unchecked.supplier(
                                () -> requests.create(form.asked(owner, key, selection))))
                .map(made ->
                        made.orElseThrow(() ->
                                new ProblemException(
                                        FlowEngineProblem.RUN_KEY_REUSED,
                                        "The idempotency key was used with another selection.")))
                .invoke(_ -> worker.wake())
                .map(request ->
                        RestResponse.ResponseBuilder.create(
                                        RestResponse.Status.ACCEPTED, form.view(request))
                                .location(form.location(request))
                                .build());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "How far a request has come, and what became of each lead")
    public Uni<Map<String, Object>> read(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID account = caller.owner().accountId();
        UUID requestId = requestId(id);
        int most = Page.limit(limit);
        Optional<UUID> after = Optional.ofNullable(Cursor.parse(cursor, 1)).map(c -> c.id(0));
        return OffLoop.run(
                Unchecked.supplier(() -> {
                    RunRequest found =
                            requests.find(account, requestId)
                                    .orElseThrow(
                                            () -> ProblemException.notFound("request for runs"));
                    return form.view(
                            found,
                            Page.of(
                                    requests.leads(requestId, after, most + 1),
                                    most,
                                    line -> Cursor.of(line.leadId().toString())));
                }));
    }

    private static RunSelection checked(Map<String, Object> body) {
        return switch (RunSelectionReader.read(body)) {
            case RunSelectionReader.Result.Sound(RunSelection sound) -> sound;
            case RunSelectionReader.Result.Unsound(var flaws) ->
                    throw ProblemException.invalid(
                            flaws.stream()
                                    .map(flaw -> new FieldError(flaw.field(), flaw.message()))
                                    .toList());
        };
    }

    private static UUID requestId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("request for runs");
        }
    }
}
