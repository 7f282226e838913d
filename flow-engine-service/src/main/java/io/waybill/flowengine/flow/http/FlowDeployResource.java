package io.waybill.flowengine.flow.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.flow.FlowCommand;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.FlowStore;
import io.waybill.flowengine.flow.store.FlowView;
import io.waybill.flowengine.trial.store.GoldenLeads;
import io.waybill.flowengine.trial.store.TrialRuns;
import io.waybill.flowengine.warning.Warning;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.FieldError;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Makes the draft the next version, once the golden leads have come to what is expected. */
@Managed
@Path("/api/flows/{id}/deploy")
@Produces(MediaType.APPLICATION_JSON)
class FlowDeployResource {

    private final FlowStore store;
    private final FlowEdits edits;
    private final GoldenLeads leads;
    private final TrialRuns runs;
    private final PartnerSharing partners;
    private final FlowCaller caller;

    FlowDeployResource(
            FlowStore store,
            FlowEdits edits,
            Trials trials,
            PartnerSharing partners,
            FlowCaller caller) {
        this.store = store;
        this.edits = edits;
        this.leads = trials.leads();
        this.runs = trials.runs();
        this.partners = partners;
        this.caller = caller;
    }

    /**
     * A version that was deployed.
     *
     * @param warnings what its owner may not have meant
     * @param goldenLeads what came of them; a difference stands here only where it was forced
     */
    record DeployAnswer(
            int version,
            List<Warning> warnings,
            @JsonProperty("golden_leads") List<TrialRuns.Checked> goldenLeads) {}

    @POST
    @Operation(
            summary =
                    "Make the draft the next version; refused with step and reason if it cannot work")
    public Uni<DeployAnswer> deploy(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @QueryParam("force") boolean force) {
        FlowOwner owner = caller.owner();
        UUID flowId = FlowProblems.flowId(id);
        Optional<Long> revision = FlowProblems.revision(ifMatch);
        return edits.found(owner, flowId)
                .chain(flow ->
                        checked(owner, flow)
                                .invoke(golden -> check(golden, force))
                                .chain(golden ->
                                        deployed(
                                                owner,
                                                flow,
                                                revision.orElse(flow.revision()),
                                                golden)));
    }

    /** None for a draft that cannot run: deploying says why. */
    private Uni<List<TrialRuns.Checked>> checked(FlowOwner owner, FlowView flow) {
        return leads.list(owner.accountId(), flow.id())
                .chain(kept -> {
                    Optional<TrialRuns.Subject> subject =
                            kept.isEmpty()
                                    ? Optional.empty()
                                    : runs.subject(
                                            owner,
                                            flow.id(),
                                            flow.version() + 1,
                                            flow.draft().json());
                    return subject.isEmpty()
                            ? Uni.createFrom().item(List.<TrialRuns.Checked>of())
                            : runs.check(subject.get(), kept.stream().map(k -> k.lead()).toList());
                });
    }

    private static void check(List<TrialRuns.Checked> golden, boolean force) {
        List<FieldError> failed =
                golden.stream()
                        .filter(lead -> !lead.differences().isEmpty())
                        .map(lead ->
                                new FieldError(
                                        "golden_leads",
                                        "Golden lead \""
                                                + lead.name()
                                                + "\": "
                                                + String.join("; ", lead.differences())))
                        .toList();
        if (!failed.isEmpty() && !force) {
            throw new ProblemException(
                    FlowEngineProblem.GOLDEN_LEAD_FAILED,
                    failed.getFirst().message() + ".",
                    failed);
        }
    }

    private Uni<DeployAnswer> deployed(
            FlowOwner owner, FlowView flow, long revision, List<TrialRuns.Checked> golden) {
        return store.execute(
                        owner, flow.id(), Optional.of(revision), new FlowCommand.DeployVersion())
                .invoke(FlowProblems::check)
                .chain(() -> edits.found(owner, flow.id()))
                .chain(deployed ->
                        partners.warnings(owner, deployed.draft())
                                .map(warnings ->
                                        new DeployAnswer(deployed.version(), warnings, golden)));
    }
}
