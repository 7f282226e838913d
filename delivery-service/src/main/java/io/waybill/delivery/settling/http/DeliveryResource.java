package io.waybill.delivery.settling.http;

import io.smallrye.mutiny.Uni;
import io.waybill.delivery.settling.DeliveryCommand.Reconcile;
import io.waybill.delivery.settling.DeliveryFilter;
import io.waybill.delivery.settling.store.DeliveryReader;
import io.waybill.delivery.settling.store.DeliveryReader.Reader;
import io.waybill.delivery.settling.store.DeliveryView;
import io.waybill.delivery.settling.store.Interventions;
import io.waybill.servicekit.auth.Managed;
import io.waybill.servicekit.paging.Page;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What was delivered, what came of it, and what people do about it. */
@Managed
@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {

    private final DeliveryReader deliveries;
    private final Interventions interventions;
    private final DeliveryCaller caller;

    @Inject
    DeliveryResource(
            DeliveryReader deliveries, Interventions interventions, DeliveryCaller caller) {
        this.deliveries = deliveries;
        this.interventions = interventions;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary =
                    "Deliveries by lead_id, step_id, destination, state, outcome, certain, from"
                            + " and to; those of a lead the oldest first, others the newest first")
    public Uni<Page<DeliveryView>> list(
            @Context UriInfo uri,
            @Parameter(description = "1 to 200") @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        DeliveryFilter filter = FilterReader.read(uri.getQueryParameters()::getFirst);
        return deliveries.list(caller.reader(), filter, Page.limit(limit), cursor);
    }

    @GET
    @Path("{eventId}")
    @Operation(summary = "One delivery with its attempts")
    public Uni<DeliveryView.Detail> one(@PathParam("eventId") String eventId) {
        return detail(caller.reader(), Work.id(eventId, "delivery"));
    }

    @POST
    @Path("{eventId}/redeliver")
    @Operation(summary = "Send it again, under the same Event ID; harmless to ask twice")
    public Uni<RestResponse<DeliveryView.Detail>> redeliver(@PathParam("eventId") String eventId) {
        Reader reader = caller.reader();
        String by = caller.by();
        UUID id = Work.id(eventId, "delivery");
        return Work.off(() -> interventions.redeliver(reader.account(), id, by))
                .invoke(Work::checkDone)
                .chain(_ -> detail(reader, id))
                .map(detail -> RestResponse.status(RestResponse.Status.ACCEPTED, detail));
    }

    @POST
    @Path("{eventId}/reconcile")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say whether the buyer has the lead, where that is not known; once")
    public Uni<DeliveryView.Detail> reconcile(
            @PathParam("eventId") String eventId, @Nullable Map<String, Object> body) {
        Reader reader = caller.reader();
        UUID id = Work.id(eventId, "delivery");
        Reconcile known = ReconcileForm.read(body == null ? Map.of() : body, caller.by());
        return Work.off(() -> interventions.reconcile(reader.account(), id, known))
                .chain(answer ->
                        detail(reader, id)
                                .invoke(detail -> ReconcileForm.check(answer, known, detail)));
    }

    private Uni<DeliveryView.Detail> detail(Reader reader, UUID eventId) {
        return deliveries
                .one(reader, eventId)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("delivery")));
    }
}
