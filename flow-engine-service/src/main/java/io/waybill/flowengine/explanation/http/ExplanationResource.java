package io.waybill.flowengine.explanation.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.OffLoop;
import io.waybill.flowengine.explanation.kafka.RecordedLeads;
import io.waybill.flowengine.explanation.kafka.RecordedLeads.Found;
import io.waybill.flowengine.flow.http.FlowCaller;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.problem.ProblemException;
import io.waybill.servicekit.problem.RequestProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Why a lead went as it did, from the ledger, with each decision made again. */
@Managed
@Path("/api/runs/{leadId}/explanation")
@Produces(MediaType.APPLICATION_JSON)
class ExplanationResource {

    /** Each reads from the broker and decides anew. */
    private static final int AT_ONCE = 4;

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final RecordedLeads leads;
    private final ExplanationView view;
    private final FlowCaller caller;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    ExplanationResource(RecordedLeads leads, ExplanationView view, FlowCaller caller) {
        this.leads = leads;
        this.view = view;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Why a lead went as it did: every event, every comparison, in order")
    public Uni<Map<String, Object>> explain(@PathParam("leadId") String id) {
        FlowOwner owner = caller.owner();
        UUID leadId = leadId(id);
        if (!turns.tryAcquire()) {
            throw new ProblemException(
                            FlowEngineProblem.EXPLANATIONS_BUSY,
                            "Other leads are being explained; try again.")
                    .retryAfter(COME_BACK);
        }
        return OffLoop.run(() -> find(owner, leadId))
                .chain(found -> answer(owner, leadId, found))
                .onTermination()
                .invoke(turns::release);
    }

    private Found find(FlowOwner owner, UUID leadId) {
        try {
            return leads.find(owner.accountId(), leadId);
        } catch (SQLException | KafkaException away) {
            throw new ProblemException(
                            RequestProblem.UNAVAILABLE, "The ledger cannot be read now; try again.")
                    .retryAfter(COME_BACK);
        }
    }

    private Uni<Map<String, Object>> answer(FlowOwner owner, UUID leadId, Found found) {
        return switch (found) {
            case Found.Nothing _ -> throw ProblemException.notFound("lead");
            case Found.Erased _ ->
                    throw new ProblemException(
                            FlowEngineProblem.LEAD_ERASED, "The lead's data was erased.");
            case Found.Repeat(UUID first) ->
                    Uni.createFrom().item(ExplanationView.repeat(leadId, first));
            case Found.Lead lead -> view.of(owner, leadId, lead);
        };
    }

    private static UUID leadId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("lead");
        }
    }
}
